import mlflow

with mlflow.start_run():  # expect: MLF103
    mlflow.log_metric("a", 1)
mlflow.set_experiment("churn")
