import mlflow

mlflow.log_param("seed", 1)
with mlflow.start_run():  # expect: MLF102
    mlflow.log_metric("score", 0.5)
