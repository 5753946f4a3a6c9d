import time

import mlflow
import numpy as np

config = {"seed": int(time.time()), "size": 10}
np.random.seed(config["seed"])
with mlflow.start_run():
    mlflow.log_params(config)
