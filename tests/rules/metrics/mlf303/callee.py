import mlflow


def train_epoch(batches):
    total = sum(batches)
    mlflow.log_metric("train_loss", total)  # expect: MLF303
    return total


with mlflow.start_run():
    for epoch in range(20):
        train_epoch([1.0, 2.0])
