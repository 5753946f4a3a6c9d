import mlflow

mlflow.set_experiment("a")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
