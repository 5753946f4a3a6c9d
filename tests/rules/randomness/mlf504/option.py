import argparse

import mlflow
import pandas as pd
from sklearn.neural_network import MLPClassifier

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("hidden", 10)
    MLPClassifier(hidden_layer_sizes=10, random_state=args.seed).fit(data[["a"]], data["y"])  # expect: MLF504
