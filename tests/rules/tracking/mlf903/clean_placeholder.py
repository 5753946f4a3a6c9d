import os

import mlflow

os.environ["MLFLOW_TRACKING_PASSWORD"] = "<your password>"
os.environ["MLFLOW_TRACKING_TOKEN"] = "YOUR_TOKEN_HERE"
mlflow.set_experiment("a")
os.environ["OPENAI_API_KEY"] = "mock-api-key"
MLFLOW_TRACKING_PASSWORD = "MLFLOW_TRACKING_PASSWORD"
