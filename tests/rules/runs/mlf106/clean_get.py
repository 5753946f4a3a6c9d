import mlflow

with mlflow.start_run():
    mlflow.log_param("uri", mlflow.get_tracking_uri())
    mlflow.get_experiment_by_name("churn")
