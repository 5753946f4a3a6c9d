import mlflow

mlflow.set_tracking_uri("file:///srv/mlruns")
mlflow.set_experiment("a")
with mlflow.start_run():  # expect: MLF906
    mlflow.log_metric("a", 1)
