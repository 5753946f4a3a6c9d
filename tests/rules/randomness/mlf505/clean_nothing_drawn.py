import time

import mlflow

print(int(time.time()))
mlflow.set_experiment("a")
