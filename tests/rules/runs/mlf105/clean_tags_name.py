import mlflow

with mlflow.start_run(tags={"mlflow.runName": "named by tag"}):
    mlflow.log_param("a", 1)
