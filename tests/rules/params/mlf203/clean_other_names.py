import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge


def train(strength, path):
    data = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_params({"strength": strength, "path": path})
        return Ridge(alpha=strength).fit(data[["a"]], data["y"])


parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
parser.add_argument("--path")
args = parser.parse_args()
train(args.alpha, args.path)
