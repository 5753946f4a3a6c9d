import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float)
args = parser.parse_args()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_params(vars(args))
    Ridge(alpha=args.alpha).fit(data[["a"]], data["y"])
