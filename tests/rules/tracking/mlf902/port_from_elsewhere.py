import os

import mlflow


def connect(settings):
    mlflow.set_tracking_uri(f"http://localhost:{settings.port}")  # expect: MLF902


def of_the_environment():
    mlflow.set_tracking_uri(os.environ.get("MLFLOW_TRACKING_URI", f"http://localhost:{os.environ['PORT']}"))
