import mlflow


def evaluate(values):
    for value in values:
        mlflow.log_metric("value", value)  # expect: MLF108
