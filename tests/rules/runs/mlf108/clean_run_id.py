import mlflow

with mlflow.start_run() as run:
    mlflow.log_param("alpha", 0.1)
mlflow.log_metric("rmse", 0.7, run_id=run.info.run_id)
