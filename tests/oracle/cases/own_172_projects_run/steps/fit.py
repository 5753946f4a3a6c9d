import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--alpha", type=float, default=1.0)
args = parser.parse_args()

frame = pd.read_csv(args.data)
with mlflow.start_run() as run:
    model = Ridge(alpha=args.alpha).fit(frame[["x"]], frame["y"])
    mlflow.log_metric("r2", model.score(frame[["x"]], frame["y"]))
    mlflow.set_tag("step", "fit")
