import mlflow
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
model = Ridge().fit(x, y)
signature = infer_signature(x, y)
options = {"signature": signature, "input_example": x.head()}
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="a", input_example=x.head())
    mlflow.sklearn.log_model(model, name="b", signature=signature, input_example=x.head())
    mlflow.sklearn.log_model(model, name="c")
    mlflow.sklearn.log_model(model, name="d", **options)
    mlflow.log_artifact("model.pkl")
    mlflow.log_dict({"a": 1}, "a.json")
