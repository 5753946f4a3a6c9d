import mlflow


class Tracker:
    uri = "./results/mlruns"

    def __init__(self):
        mlflow.set_tracking_uri(self.uri)

    def run(self):
        with mlflow.start_run():  # expect: MLF906
            mlflow.log_param("x", 1)


Tracker().run()
