import mlflow

mlflow.set_tracking_uri("mlruns")
with mlflow.start_run():  # expect: MLF906
    mlflow.log_metric("a", 1)
