import mlflow
import pandas as pd
from mlflow.models import ModelSignature, infer_signature
from mlflow.types import ColSpec, Schema
from sklearn.linear_model import Lasso, Ridge

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
model = Ridge().fit(x, y)
signature = infer_signature(x, model.predict(x))
schema = ModelSignature(inputs=Schema([ColSpec("double", "a")]))
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="a", signature=signature)  # expect: MLF702
    mlflow.sklearn.log_model(sk_model=model, name="b", signature=signature, registered_model_name="r")  # expect: MLF702
    mlflow.sklearn.log_model(model, name="c", signature=infer_signature(x))  # expect: MLF702
    mlflow.sklearn.log_model(model, name="d", signature=schema)  # expect: MLF702
    mlflow.sklearn.log_model(model, name="e", signature=signature, input_example=None)  # expect: MLF702
    mlflow.sklearn.log_model(Lasso().fit(x, y), name="f", signature=signature, metadata={"a": 1})  # expect: MLF702
    for name in ("g", "h"):
        mlflow.sklearn.log_model(model, name=name, signature=signature)  # expect: MLF702


def store(value):
    mlflow.sklearn.log_model(value, name="stored", signature=signature)  # expect: MLF702


with mlflow.start_run():
    store(model)
mlflow.sklearn.save_model(model, "out", signature=signature)  # expect: MLF702
