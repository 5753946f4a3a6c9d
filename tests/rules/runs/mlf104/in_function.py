import mlflow


def report(values):
    mlflow.log_metrics({"mean": sum(values) / len(values)})  # expect: MLF104
    mlflow.log_param("n", len(values))


report([1, 2])
