import mlflow


class Tracker:
    def __init__(self, uri=None):
        if uri:
            mlflow.set_tracking_uri(uri)

    def start(self):
        return mlflow.start_run()  # expect: MLF901


with Tracker().start():
    mlflow.log_metric("a", 1)
