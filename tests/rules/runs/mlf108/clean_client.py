import mlflow
from mlflow import MlflowClient

with mlflow.start_run() as run:
    mlflow.log_param("alpha", 0.1)
MlflowClient().log_metric(run.info.run_id, "rmse", 0.7)
