import sys

import mlflow

mlflow.set_experiment("branches")
if len(sys.argv) > 1:
    with mlflow.start_run(run_name="first"):
        mlflow.log_metric("a", 1)
with mlflow.start_run(run_name="second"):
    if len(sys.argv) > 2:
        mlflow.log_metric("b", 2)
if mlflow.active_run():
    mlflow.log_metric("c", 3)
