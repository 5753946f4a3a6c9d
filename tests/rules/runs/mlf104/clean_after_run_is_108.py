import mlflow

with mlflow.start_run():
    mlflow.log_param("a", 1)
mlflow.log_metric("b", 2)
