import mlflow

mlflow.start_run()
mlflow.log_param("stage", "prepare")
with mlflow.start_run():  # expect: MLF102
    mlflow.log_param("stage", "train")
mlflow.end_run()
