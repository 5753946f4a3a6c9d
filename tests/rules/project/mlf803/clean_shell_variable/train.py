import argparse

import mlflow

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int)
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
