import mlflow

mlflow.set_tracking_uri("https://mlflow.example.org")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
