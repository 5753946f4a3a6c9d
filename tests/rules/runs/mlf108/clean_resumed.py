import mlflow

with mlflow.start_run() as run:
    mlflow.log_param("alpha", 0.1)
with mlflow.start_run(run_id=run.info.run_id):
    mlflow.log_metric("rmse", 0.7)
