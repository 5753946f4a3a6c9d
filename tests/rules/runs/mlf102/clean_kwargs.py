import mlflow

options = {"nested": True, "run_name": "child"}
with mlflow.start_run():
    with mlflow.start_run(**options):
        mlflow.log_param("a", 1)
