import mlflow
import numpy as np

np.random.seed(42)
with mlflow.start_run():
    mlflow.log_metric("x", float(np.random.rand()))
