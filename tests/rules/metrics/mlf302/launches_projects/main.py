import mlflow

with mlflow.start_run():
    mlflow.run(".", "stage")
