"""Tries the model on held-out data: a script, however it is called."""
import mlflow

with mlflow.start_run():  # expect: MLF103
    mlflow.log_metric("accuracy", 0.9)
