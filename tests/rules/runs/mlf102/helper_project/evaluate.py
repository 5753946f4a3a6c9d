import mlflow


def evaluate(values):
    with mlflow.start_run(run_name="evaluation"):  # expect: MLF102
        mlflow.log_metric("mean", sum(values) / len(values))
