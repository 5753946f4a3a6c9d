import mlflow

with mlflow.start_run():
    mlflow.log_param("x", 1)
