import mlflow

loader = [1.0, 2.0, 3.0]
with mlflow.start_run():
    for epoch in range(3):
        for batch in loader:
            mlflow.log_metric("batch_loss", batch)  # expect: MLF303
