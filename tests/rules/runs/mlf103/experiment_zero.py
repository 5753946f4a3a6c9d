import mlflow

with mlflow.start_run(experiment_id="0"):  # expect: MLF103
    mlflow.log_metric("a", 1)
