import mlflow

mlflow.set_tracking_uri("http://127.0.0.1:5000")  # tracklint: ignore[MLF902]
mlflow.set_experiment("a")
with mlflow.start_run(run_name="a"):
    mlflow.log_metric("p@1", 1.0)  # noqa: E501  # tracklint: ignore[MLF207]
    mlflow.log_metric("status", "good")  # tracklint: ignore
