import mlflow


def record(split, value):
    mlflow.log_metric(f"{split}_accuracy", value)


with mlflow.start_run():
    record("train", 0.9)
    record("test", 0.8)
