import mlflow

mlflow.start_run()
mlflow.log_param("a", 1)
mlflow.end_run()
