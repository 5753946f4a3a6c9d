import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import LinearRegression

parser = argparse.ArgumentParser()
parser.add_argument("--input-file")
parser.add_argument("--output-dir")
parser.add_argument("--verbose", action="store_true")
args = parser.parse_args()
data = pd.read_csv(args.input_file)
with mlflow.start_run():
    LinearRegression().fit(data[["a"]], data["y"])
