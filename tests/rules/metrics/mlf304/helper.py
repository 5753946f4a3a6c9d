import mlflow


def summary(values):
    if not values:
        print("no values")


def names():
    return ["a", "b"]


with mlflow.start_run():
    mlflow.log_metric("summary", summary([1]))  # expect: MLF304
    mlflow.log_metric("names", names())  # expect: MLF304
