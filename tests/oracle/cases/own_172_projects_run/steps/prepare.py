import argparse
import pathlib

import mlflow
import numpy as np
import pandas as pd

parser = argparse.ArgumentParser()
parser.add_argument("--rows", type=int)
args = parser.parse_args()

generator = np.random.default_rng(0)
frame = pd.DataFrame({"x": generator.normal(size=args.rows)})
frame["y"] = 3 * frame["x"] + generator.normal(scale=0.1, size=args.rows)
path = pathlib.Path("prepared.csv")
frame.to_csv(path, index=False)
with mlflow.start_run():
    mlflow.log_metric("mean_y", frame["y"].mean())
    mlflow.log_artifact(path)
