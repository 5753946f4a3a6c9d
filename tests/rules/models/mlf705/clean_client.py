import mlflow
import pandas as pd
from mlflow import MlflowClient
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run() as run:
    info = mlflow.sklearn.log_model(Ridge().fit(data[["a"]], data["y"]), name="m")
MlflowClient().create_model_version("houses", info.model_uri, run.info.run_id)
