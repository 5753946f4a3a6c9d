from mlflow import log_metric


def scalar(name, value, step):
    log_metric(f"scalars/{name}", value, step=step)
