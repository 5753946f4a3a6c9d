import mlflow


def work(value):
    mlflow.log_metric("value", value)


with mlflow.start_run():
    list(map(work, [1, 2, 3]))
