import argparse

import mlflow
import pandas as pd

parser = argparse.ArgumentParser()
parser.add_argument("--csv", help="for instance /home/anna/train.csv")
args = parser.parse_args()
data = pd.read_csv(args.csv)
mlflow.set_experiment("a")
