import mlflow

mlflow.set_tracking_uri("file:./mlruns")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
