import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.neural_network import MLPClassifier

data = pd.read_csv("train.csv")
params = {"n_estimators": 10, "random_state": 3}
with mlflow.start_run():
    RandomForestClassifier(**params).fit(data[["a"]], data["y"])
    MLPClassifier(random_state=0).fit(data[["a"]], data["y"])
