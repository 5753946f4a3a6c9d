import mlflow

mlflow.set_experiment("Default")
with mlflow.start_run():  # expect: MLF103
    mlflow.log_metric("a", 1)
