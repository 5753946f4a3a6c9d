import argparse

import mlflow

parser = argparse.ArgumentParser()
parser.add_argument("--tracking-uri")
args = parser.parse_args()
mlflow.set_tracking_uri(args.tracking_uri)
with mlflow.start_run():
    mlflow.log_metric("a", 1)
