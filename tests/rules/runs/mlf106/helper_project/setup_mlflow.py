import mlflow


def setup(uri):
    mlflow.set_tracking_uri(uri)  # expect: MLF106
    return uri
