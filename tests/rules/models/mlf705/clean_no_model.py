import mlflow

with mlflow.start_run():
    mlflow.log_artifact("model.pkl")
