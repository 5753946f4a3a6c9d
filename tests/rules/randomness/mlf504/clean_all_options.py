import argparse

import mlflow
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
np.random.seed(args.seed)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_params(vars(args))
    Ridge().fit(data[["a"]], data["y"])
