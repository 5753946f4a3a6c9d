import mlflow

with mlflow.start_run():
    for step in range(1000):
        if step % 100 == 0:
            mlflow.log_metric("loss", 0.1, step=step)
