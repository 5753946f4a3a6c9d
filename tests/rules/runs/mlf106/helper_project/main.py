import mlflow

from setup_mlflow import setup

with mlflow.start_run():
    setup("https://mlflow.example.org")
    mlflow.log_metric("a", 1)
