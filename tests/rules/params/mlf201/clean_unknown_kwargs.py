import mlflow
import pandas as pd
from sklearn.linear_model import Ridge


def train(path, **params):
    data = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_params(params)
        return Ridge(**params).fit(data[["a"]], data["y"])
