import mlflow

experiment = mlflow.get_experiment_by_name("churn")
with mlflow.start_run(experiment_id=experiment.experiment_id):
    mlflow.log_metric("a", 1)
