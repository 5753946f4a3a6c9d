import argparse

import mlflow
import pandas as pd
import yaml
from sklearn.linear_model import ElasticNet

parser = argparse.ArgumentParser()
parser.add_argument("--config", required=True)
args = parser.parse_args()
with open(args.config) as file:
    settings = yaml.safe_load(file)
with open("elsewhere.yaml") as file:
    other = yaml.safe_load(file)
data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

# one entry of the file is recorded, the others are not
with mlflow.start_run():
    mlflow.log_param("alpha", settings["model"]["alpha"])
    ElasticNet(
        alpha=settings["model"]["alpha"],
        l1_ratio=settings["model"]["mix"],  # expect: MLF201
        max_iter=settings.get("rounds", 100),  # expect: MLF201
    ).fit(x, y)

with mlflow.start_run():
    mlflow.log_param("alpha", other["alpha"])
    ElasticNet(alpha=other["alpha"], l1_ratio=other["mix"]).fit(x, y)  # expect: MLF201 "l1_ratio"

# all of it is
with mlflow.start_run():
    mlflow.log_params(settings["model"])
    ElasticNet(alpha=settings["model"]["alpha"], l1_ratio=settings["model"]["mix"]).fit(x, y)

with mlflow.start_run():
    mlflow.log_artifact(args.config)
    ElasticNet(alpha=settings["model"]["alpha"], l1_ratio=settings["model"]["mix"]).fit(x, y)

with mlflow.start_run():
    mlflow.log_artifact("elsewhere.yaml")
    ElasticNet(alpha=other["alpha"], l1_ratio=other["mix"]).fit(x, y)
