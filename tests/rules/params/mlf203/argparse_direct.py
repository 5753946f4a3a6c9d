import argparse

import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

parser = argparse.ArgumentParser()
parser.add_argument("--data", default="train.csv")
parser.add_argument("--trees", type=int, default=100)  # expect: MLF203 "trees"
parser.add_argument("--max-depth", type=int, default=5)
parser.add_argument("--n-jobs", type=int, default=-1)
args = parser.parse_args()

data = pd.read_csv(args.data)
with mlflow.start_run():
    mlflow.log_param("max_depth", args.max_depth)
    model = RandomForestRegressor(n_estimators=args.trees, max_depth=args.max_depth, n_jobs=args.n_jobs, random_state=1)
    model.fit(data[["a"]], data["y"])
