import time

import mlflow
import numpy as np

seed = int(time.time())
np.random.seed(seed)
with mlflow.start_run():
    mlflow.log_param("seed", seed)
    mlflow.log_metric("x", float(np.random.rand()))
