import mlflow


def record(value):
    mlflow.log_metric("value", value)


with mlflow.start_run():
    record(1)
