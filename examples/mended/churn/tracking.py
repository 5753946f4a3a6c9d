"""What every training script of the project does with MLflow."""

import os

import mlflow


def connect():
    mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
    mlflow.set_experiment("churn")


def log_scores(scores):
    for name, value in scores.items():
        mlflow.log_metric(name, value)
