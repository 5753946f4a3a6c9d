import mlflow
import numpy as np

with mlflow.start_run():
    noise = np.random.normal(size=100)  # expect: MLF503 "numpy"
    mlflow.log_metric("mean", float(noise.mean()))
    more = np.random.rand(3)
