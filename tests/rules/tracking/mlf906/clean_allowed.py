import os

import mlflow

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
mlflow.set_tracking_uri("file:./mlruns")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
