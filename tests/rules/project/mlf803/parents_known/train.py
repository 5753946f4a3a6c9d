import argparse

import mlflow

base = argparse.ArgumentParser(add_help=False)
base.add_argument("--alpha", type=float)
parser = argparse.ArgumentParser(parents=[base])
parser.add_argument("--depth", type=int)
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
