import time

import mlflow
import numpy as np

started = time.time()
np.random.seed(7)
with mlflow.start_run(run_name=f"run-{int(started)}"):
    mlflow.log_metric("seconds", time.time() - started)
