import os

import mlflow

if os.getenv("MLFLOW_TRACKING_PASSWORD") is None:
    raise SystemExit("MLFLOW_TRACKING_PASSWORD is missing")
mlflow.set_experiment("a")
