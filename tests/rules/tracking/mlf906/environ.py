import os

import mlflow

os.environ["MLFLOW_TRACKING_URI"] = "file:./mlruns"
with mlflow.start_run():  # expect: MLF906
    mlflow.log_metric("a", 1)
