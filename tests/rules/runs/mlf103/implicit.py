import mlflow

mlflow.log_metric("a", 1)  # expect: MLF103
