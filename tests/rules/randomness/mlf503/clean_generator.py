import mlflow
import numpy as np

rng = np.random.default_rng(42)
with mlflow.start_run():
    mlflow.log_metric("mean", float(rng.normal(size=10).mean()))
