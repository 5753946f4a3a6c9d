import mlflow
import numpy as np

ids = np.random.permutation(10)
with mlflow.start_run():
    mlflow.log_param("n", len(ids))
