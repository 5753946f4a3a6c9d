import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import LinearRegression

parser = argparse.ArgumentParser()
parser.add_argument("--greeting", default="hello")
args = parser.parse_args()
print(args.greeting)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    LinearRegression().fit(data[["a"]], data["y"])
