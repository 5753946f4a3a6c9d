import sys

import mlflow

if len(sys.argv) > 1:
    with mlflow.start_run(run_name="train"):
        mlflow.log_param("mode", "train")
else:
    with mlflow.start_run(run_name="test"):
        mlflow.log_param("mode", "test")
