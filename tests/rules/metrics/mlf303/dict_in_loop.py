import mlflow


def train(epochs):
    with mlflow.start_run():
        for epoch in range(epochs):
            mlflow.log_metrics({"loss": 1 / (epoch + 1), "accuracy": epoch / epochs})  # expect: MLF303


train(5)
