import mlflow


def log_epoch(epoch, loss, accuracy):
    mlflow.log_metrics({"loss": loss, "accuracy": accuracy}, step=epoch)


with mlflow.start_run():
    for epoch in range(10):
        log_epoch(epoch, 0.1, 0.9)
