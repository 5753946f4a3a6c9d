import random

import mlflow

mlflow.start_run()
step = 0
while step < 100:
    mlflow.log_metric("reward", random.random())  # expect: MLF303
    step += 1
mlflow.end_run()
