import sys

import mlflow
import pandas as pd
from mlflow import MlflowClient
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
name = sys.argv[1]
client = MlflowClient()
with mlflow.start_run() as run:
    mlflow.sklearn.log_model(model, name="models/ridge")  # expect: MLF710 "models/ridge"
    mlflow.sklearn.log_model(model, "ridge.pkl")  # expect: MLF710
    mlflow.sklearn.log_model(model, artifact_path="a:b")  # expect: MLF710
    mlflow.sklearn.log_model(model, name="95%")  # expect: MLF710
    mlflow.sklearn.log_model(model, name="anna's model")  # expect: MLF710
    mlflow.sklearn.log_model(model, name='the "best"')  # expect: MLF710
    mlflow.sklearn.log_model(model, name=f"{name}.pkl")  # expect: MLF710
    mlflow.sklearn.log_model(model, name=f"models/{name}")  # expect: MLF710
    mlflow.sklearn.log_model(model, name="ok", registered_model_name="team/houses")  # expect: MLF710 "registered"
    mlflow.sklearn.log_model(model, name="ok2", registered_model_name="team:houses")  # expect: MLF710
mlflow.register_model(f"runs:/{run.info.run_id}/ok", "team/houses")  # expect: MLF710
client.create_registered_model("a:b")  # expect: MLF710
client.create_model_version(name="a/b", source="runs:/1/m")  # expect: MLF710
