import mlflow

mlflow.log_param("a", 1)  # expect: MLF901
