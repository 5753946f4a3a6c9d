import mlflow

mlflow.set_experiment("churn")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
