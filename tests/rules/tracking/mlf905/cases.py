import os

import mlflow

os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "true"  # expect: MLF905
os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "True"  # expect: MLF905
os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "1"  # expect: MLF905
os.environ.setdefault("MLFLOW_TRACKING_INSECURE_TLS", "true")  # expect: MLF905
os.environ.update({"MLFLOW_TRACKING_INSECURE_TLS": "true"})  # expect: MLF905
os.putenv("MLFLOW_TRACKING_INSECURE_TLS", "true")  # expect: MLF905
NAME = "MLFLOW_TRACKING_INSECURE_TLS"
os.environ[NAME] = "true"  # expect: MLF905


def connect():
    os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "TRUE"  # expect: MLF905
    mlflow.set_tracking_uri("https://mlflow.example.org")


connect()
