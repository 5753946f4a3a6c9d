import sys

import mlflow
import pandas as pd
from mlflow import MlflowClient
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
name = sys.argv[1]
with mlflow.start_run() as run:
    mlflow.sklearn.log_model(model, name="ridge_v2-final")
    mlflow.sklearn.log_model(model, name="ridge model")
    mlflow.sklearn.log_model(model, name=name)
    mlflow.sklearn.log_model(model, name=f"{name}_model")
    mlflow.sklearn.log_model(model, name="m", registered_model_name="main.team.houses")
    mlflow.log_artifact("out/model.pkl", "models/ridge.pkl")
    mlflow.log_dict({}, "config/model.json")
    mlflow.log_text("a", "notes/readme.txt")
mlflow.sklearn.save_model(model, "out/models/ridge.v1")
mlflow.register_model(f"runs:/{run.info.run_id}/m", "houses")
mlflow.pyfunc.load_model("models:/houses/3")
MlflowClient().create_registered_model("houses")
mlflow.set_experiment("team/houses: v1.0")
