import argparse

import mlflow
import pandas as pd
import yaml
from sklearn.linear_model import ElasticNet

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float, default=0.2)
parser.add_argument("--l1", type=float, default=0.5)
args = parser.parse_args()
with open("settings.yaml") as file:
    settings = yaml.safe_load(file)
data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

with mlflow.start_run():
    mlflow.log_param("alpha", settings["b"])  # expect: MLF204
    ElasticNet(alpha=settings["a"]).fit(x, y)

with mlflow.start_run():
    mlflow.log_param("alpha", args.alpha)  # expect: MLF204
    ElasticNet(alpha=0.3).fit(x, y)

with mlflow.start_run():
    mlflow.log_param("alpha", args.alpha)  # expect: MLF204
    ElasticNet(alpha=settings["a"]).fit(x, y)

# derived from what is logged
with mlflow.start_run():
    mlflow.log_param("alpha", args.alpha)
    ElasticNet(alpha=args.alpha * settings["a"]).fit(x, y)

# the same number, written twice
with mlflow.start_run():
    mlflow.log_param("alpha", 0.3)
    ElasticNet(alpha=0.3).fit(x, y)
