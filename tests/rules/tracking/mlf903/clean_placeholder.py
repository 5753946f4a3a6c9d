import os

import mlflow

os.environ["MLFLOW_TRACKING_PASSWORD"] = "<your password>"
os.environ["MLFLOW_TRACKING_TOKEN"] = "YOUR_TOKEN_HERE"
mlflow.set_experiment("a")
