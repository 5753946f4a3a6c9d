import mlflow


def log(**values):
    step = values.pop("step")
    mlflow.log_metrics(values, step=step)


with mlflow.start_run():
    for epoch in range(10):
        log(loss=0.1, step=epoch)
