import mlflow

with mlflow.start_run():
    child = mlflow.start_run(nested=False)  # expect: MLF102
    mlflow.log_param("x", 1)
    mlflow.end_run()
