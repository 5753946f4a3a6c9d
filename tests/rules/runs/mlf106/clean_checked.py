import mlflow


def configure(name):
    if mlflow.active_run() is None:
        mlflow.set_experiment(name)


with mlflow.start_run():
    configure("churn")
    mlflow.log_metric("a", 1)
