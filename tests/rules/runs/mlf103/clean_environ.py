import os

import mlflow

os.environ["MLFLOW_EXPERIMENT_NAME"] = "churn"
with mlflow.start_run():
    mlflow.log_metric("a", 1)
