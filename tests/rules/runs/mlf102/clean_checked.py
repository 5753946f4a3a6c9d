import mlflow


def ensure_run():
    if mlflow.active_run() is None:
        mlflow.start_run()


with mlflow.start_run():
    ensure_run()
    mlflow.log_param("a", 1)
