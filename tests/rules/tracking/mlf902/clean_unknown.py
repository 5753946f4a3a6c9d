import mlflow


def connect(uri):
    mlflow.set_tracking_uri(uri)
