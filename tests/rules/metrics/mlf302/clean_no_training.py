import mlflow

with mlflow.start_run():
    mlflow.log_param("stage", "prepare")
    mlflow.log_artifact("clean.csv")
