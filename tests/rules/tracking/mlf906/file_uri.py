import mlflow

mlflow.set_tracking_uri("file:./mlruns")
with mlflow.start_run():  # expect: MLF906
    mlflow.log_metric("a", 1)
