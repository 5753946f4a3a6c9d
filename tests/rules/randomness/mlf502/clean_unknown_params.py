import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier


def train(path, **params):
    data = pd.read_csv(path)
    with mlflow.start_run():
        RandomForestClassifier(**params).fit(data[["a"]], data["y"])
