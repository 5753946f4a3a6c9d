import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import ElasticNet

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
parser.add_argument("--l1", type=float)
args = parser.parse_args()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("regularisation", args.alpha)
    mlflow.log_param("l1_ratio", args.l1)
    ElasticNet(alpha=args.alpha, l1_ratio=args.l1).fit(data[["a"]], data["y"])
