import os

import mlflow
import numpy as np

np.random.seed(int(os.environ.get("SEED", "1")))
mlflow.set_experiment("a")
