import mlflow

mlflow.set_experiment("a")
mlflow.start_run()
mlflow.log_metric("a", 1)
mlflow.end_run()
mlflow.set_experiment("b")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
