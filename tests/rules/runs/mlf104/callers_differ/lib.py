import mlflow


def record(value):
    mlflow.log_metric("value", value)
