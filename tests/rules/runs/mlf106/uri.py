import mlflow

with mlflow.start_run():
    mlflow.set_tracking_uri("https://mlflow.example.org")  # expect: MLF106 "set_tracking_uri"
    mlflow.log_metric("a", 1)
