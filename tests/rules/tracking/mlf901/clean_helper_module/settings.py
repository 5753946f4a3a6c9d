import mlflow


def connect():
    mlflow.set_tracking_uri("https://mlflow.example.org")
