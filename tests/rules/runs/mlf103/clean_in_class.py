import mlflow


class Tracker:
    def __init__(self, name):
        mlflow.set_experiment(name)

    def record(self, value):
        with mlflow.start_run():
            mlflow.log_metric("value", value)


Tracker("churn").record(1)
