import mlflow

mlflow.set_tracking_uri("databricks")
with mlflow.start_run():
    mlflow.log_metric("a", 1)
