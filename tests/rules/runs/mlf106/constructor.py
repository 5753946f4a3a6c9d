import mlflow


class Tracker:
    def __init__(self, name):
        mlflow.set_experiment(name)  # expect: MLF106

    def log(self, value):
        mlflow.log_metric("value", value)


with mlflow.start_run(run_name="outer"):
    Tracker("churn").log(1)
