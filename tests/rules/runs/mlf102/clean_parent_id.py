import mlflow

with mlflow.start_run() as parent:
    mlflow.log_param("a", 1)
with mlflow.start_run(parent_run_id=parent.info.run_id):
    mlflow.log_param("b", 1)
