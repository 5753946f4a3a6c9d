import mlflow

with mlflow.start_run():
    mlflow.log_params({"a": 1, "b": [1, 2})  # expect: MLF001
