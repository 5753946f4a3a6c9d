import mlflow

from config import MLFLOW_URI

mlflow.set_tracking_uri(MLFLOW_URI)
mlflow.set_experiment("a")
