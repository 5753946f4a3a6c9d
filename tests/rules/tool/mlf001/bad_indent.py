import mlflow

with mlflow.start_run():  # expect: MLF001
mlflow.log_param("a", 1)
