import time

import mlflow
import numpy as np


def seed_everything():
    np.random.seed(int(time.time()))  # expect: MLF505


seed_everything()
with mlflow.start_run():
    mlflow.log_metric("x", float(np.random.rand()))
