import mlflow

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_experiment("churn")
with mlflow.start_run(run_name="a"):
    # expect: MLF003
    mlflow.log_param("alpha", 0.5)  # tracklint: ignore[MLF205]
