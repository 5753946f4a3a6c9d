import argparse
import os

import mlflow
import pandas as pd

DATA_DIR = "/home/bob/data"  # expect: MLF402
MODEL = "/Users/bob/model.joblib"

parser = argparse.ArgumentParser()
parser.add_argument("--csv", default="/home/bob/data/all.csv")  # expect: MLF402 "all.csv"
args = parser.parse_args()


def load():
    return pd.read_csv(os.path.join(DATA_DIR, "train.csv"))


frame = load()
more = pd.read_csv(args.csv)
mlflow.set_experiment("a")
