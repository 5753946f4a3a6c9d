import mlflow

from config import MLFLOW_URI

mlflow.set_tracking_uri(MLFLOW_URI)  # expect: MLF902
mlflow.set_experiment("a")
