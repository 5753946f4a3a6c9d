import mlflow

mlflow.start_run()
mlflow.log_param("a", 1)
if mlflow.active_run():
    mlflow.end_run()
mlflow.set_experiment("b")
