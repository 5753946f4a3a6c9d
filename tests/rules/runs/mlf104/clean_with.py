import mlflow

with mlflow.start_run():
    mlflow.log_param("alpha", 0.1)
