import mlflow

with mlflow.start_run():
    mlflow.log_params({1: "one"})  # expect: MLF207
