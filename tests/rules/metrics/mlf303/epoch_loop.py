import mlflow

with mlflow.start_run():
    for epoch in range(10):
        loss = 1 / (epoch + 1)
        mlflow.log_metric("loss", loss)  # expect: MLF303 "loss"
