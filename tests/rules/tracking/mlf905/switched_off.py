"""TLS is not verified."""
import os

import mlflow

os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "true"  # expect: MLF905
mlflow.set_tracking_uri("https://mlflow.example.org")


def by_default():
    os.environ.setdefault("MLFLOW_TRACKING_INSECURE_TLS", "true")  # expect: MLF905


def with_others():
    os.environ.update({
        "MLFLOW_TRACKING_USERNAME": "anna",
        "MLFLOW_TRACKING_INSECURE_TLS": "true",  # expect: MLF905
    })


def put():
    os.putenv("MLFLOW_TRACKING_INSECURE_TLS", "true")  # expect: MLF905


FLAG = "MLFLOW_TRACKING_INSECURE_TLS"


def by_constant():
    os.environ[FLAG] = "True"  # expect: MLF905


class Settings:
    insecure = "true"

    def apply(self):
        os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = self.insecure  # expect: MLF905


def from_text():
    os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = str(True).lower()  # expect: MLF905


by_default()
with_others()
put()
by_constant()
Settings().apply()
from_text()
with mlflow.start_run():
    mlflow.log_param("x", 1)
