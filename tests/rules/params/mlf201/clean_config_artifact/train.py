import mlflow
import pandas as pd
import yaml
from sklearn.linear_model import Ridge

with open("config.yaml") as stream:
    config = yaml.safe_load(stream)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_artifact("config.yaml")
    Ridge(alpha=config["alpha"]).fit(data[["a"]], data["y"])
