import mlflow
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge


def store(model, signature=None):
    mlflow.sklearn.log_model(model, name="m", signature=signature)


data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
with mlflow.start_run():
    store(model, infer_signature(data[["a"]], data["y"]))
