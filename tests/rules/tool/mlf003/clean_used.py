import mlflow

with mlflow.start_run():  # tracklint: ignore[MLF103, MLF901]
    mlflow.log_param("precision@10", 1)  # tracklint: ignore[MLF207]
