import mlflow


def configure():
    mlflow.set_tracking_uri("https://mlflow.example.org")
    mlflow.set_experiment("churn")
