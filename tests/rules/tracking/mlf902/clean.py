import argparse
import os

import mlflow
from mlflow import MlflowClient

parser = argparse.ArgumentParser()
parser.add_argument("--uri", default="http://localhost:5000")
args = parser.parse_args()
mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
mlflow.set_tracking_uri(os.getenv("MLFLOW_TRACKING_URI", "http://localhost:5000"))
mlflow.set_tracking_uri(args.uri)
mlflow.set_tracking_uri("databricks")
mlflow.set_tracking_uri("sqlite:///mlflow.db")
mlflow.set_tracking_uri("file:./mlruns")
mlflow.set_tracking_uri("http://mlflow:5000")
# mlflow.set_tracking_uri("http://localhost:5000")
client = MlflowClient()
print("open http://localhost:5000")
