import random

import mlflow
import numpy as np

random.seed(1)
np.random.seed(random.randint(0, 1000))
with mlflow.start_run():
    mlflow.log_metric("x", float(np.random.rand()))
