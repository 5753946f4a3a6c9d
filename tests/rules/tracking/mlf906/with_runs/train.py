import mlflow

mlflow.set_experiment("a")
with mlflow.start_run():  # expect: MLF906 "mlruns/"
    mlflow.log_metric("a", 1)
