"""What every training script of the project does with MLflow."""

import os

import mlflow


def connect():
    os.environ["MLFLOW_TRACKING_PASSWORD"] = "tr0ub4dor-and-3"
    mlflow.set_tracking_uri("http://127.0.0.1:5000")


def log_scores(scores):
    for name, value in scores.items():
        mlflow.log_metric(name, value)
