import mlflow


def record(value):
    with mlflow.start_run():
        mlflow.log_metric("value", value)
