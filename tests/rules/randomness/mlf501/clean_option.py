import argparse

import mlflow
import pandas as pd
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
train, test = train_test_split(pd.read_csv("train.csv"), random_state=args.seed)
mlflow.set_experiment("a")
