import mlflow

with mlflow.start_run():
    mlflow.set_registry_uri("databricks-uc")
    mlflow.log_param("a", 1)
