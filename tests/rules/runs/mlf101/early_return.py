import mlflow


def train(rows):
    mlflow.start_run()  # expect: MLF101
    mlflow.log_param("rows", len(rows))
    if not rows:
        return None
    mlflow.log_metric("mean", sum(rows) / len(rows))
    mlflow.end_run()


train([])
train([1, 2])
