import mlflow

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.start_run()  # expect: MLF103
mlflow.log_metric("a", 1)
mlflow.end_run()
