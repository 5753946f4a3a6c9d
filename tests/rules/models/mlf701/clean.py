import mlflow
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
model = Ridge().fit(x, y)
options = {"signature": infer_signature(x, y)}
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="a", signature=infer_signature(x, model.predict(x)))
    mlflow.sklearn.log_model(model, name="b", input_example=x.head())
    mlflow.sklearn.log_model(model, name="c", **options)
    mlflow.log_artifact("model.pkl")
mlflow.sklearn.save_model(model, "out", input_example=x[:2])
