import os

import mlflow

os.environ["MLFLOW_TRACKING_URI"] = "https://mlflow.example.org"
with mlflow.start_run():
    mlflow.log_metric("a", 1)
