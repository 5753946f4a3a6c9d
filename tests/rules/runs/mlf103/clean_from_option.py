import argparse

import mlflow

parser = argparse.ArgumentParser()
parser.add_argument("--experiment", default="churn")
args = parser.parse_args()
mlflow.set_experiment(args.experiment)
with mlflow.start_run():
    mlflow.log_metric("a", 1)
