import os

import mlflow
import numpy as np

seed = int.from_bytes(os.urandom(4), "big")
np.random.seed(seed)
with mlflow.start_run():
    mlflow.set_tag("seed", seed)
