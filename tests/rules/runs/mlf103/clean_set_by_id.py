import mlflow

mlflow.set_experiment(experiment_id="7")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
