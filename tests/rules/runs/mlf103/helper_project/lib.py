import mlflow


def record(value):
    with mlflow.start_run():  # expect: MLF103
        mlflow.log_metric("value", value)
