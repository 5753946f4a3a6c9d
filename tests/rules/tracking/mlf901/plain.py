import mlflow

mlflow.set_experiment("churn")
with mlflow.start_run():  # expect: MLF901
    mlflow.log_metric("a", 1)
with mlflow.start_run():
    mlflow.log_metric("a", 2)
