import mlflow

with mlflow.start_run():  # tracklint: ignore
    with mlflow.start_run():  # tracklint: ignore[MLF102]
        mlflow.log_param("a", 1)
