import argparse

import mlflow

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--alpha", type=float)
parser.add_argument("-d", "--max-depth", dest="depth", type=int)
parser.add_argument("--verbose", action="store_true")
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
