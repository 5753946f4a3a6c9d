import mlflow

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_experiment("a")
with mlflow.start_run(run_name="a"):
    mlflow.log_params({
        "precision@10": 1,  # tracklint: ignore[MLF207]
        "recall@10": 1,  # tracklint: ignore[MLF207]
    })
