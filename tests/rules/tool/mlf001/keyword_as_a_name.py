import mlflow

with mlflow.start_run():
    lambda = 0.5  # expect: MLF001
    mlflow.log_param("lambda", 0.5)
