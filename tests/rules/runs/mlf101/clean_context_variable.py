import mlflow

run = mlflow.start_run()
with run:
    mlflow.log_param("a", 1)
