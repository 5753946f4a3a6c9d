import mlflow

with mlflow.start_run():
    mlflow.set_experiment("churn")  # expect: MLF106 "set_experiment"
    mlflow.log_metric("a", 1)
