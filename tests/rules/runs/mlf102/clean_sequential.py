import mlflow

with mlflow.start_run():
    mlflow.log_param("a", 1)
with mlflow.start_run():
    mlflow.log_param("a", 2)
