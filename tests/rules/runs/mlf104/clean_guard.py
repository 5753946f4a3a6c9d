import mlflow


def record(value):
    if mlflow.active_run():
        mlflow.log_metric("value", value)


record(1)
