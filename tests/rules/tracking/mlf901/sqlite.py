import mlflow

mlflow.set_tracking_uri("sqlite:///mlflow.db")
with mlflow.start_run():  # expect: MLF901 "sqlite"
    mlflow.log_metric("a", 1)
