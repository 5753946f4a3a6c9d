import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--csv", required=True)
args = parser.parse_args()
data = pd.read_csv(args.csv)
with mlflow.start_run():
    Ridge().fit(data[["a"]], data["y"])
