import mlflow

mlflow.start_run()
mlflow.log_param("alpha", 0.1)
mlflow.end_run()
mlflow.set_tag("status", "done")  # expect: MLF108
