import mlflow

with mlflow.start_run():  # expect: MLF103
    mlflow.log_metric("a", 1)
with mlflow.start_run():
    mlflow.log_metric("a", 2)
