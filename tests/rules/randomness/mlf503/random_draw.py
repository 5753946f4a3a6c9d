import random

import mlflow


def simulate(n):
    return sum(random.random() for _ in range(n)) / n  # expect: MLF503 "random"


with mlflow.start_run():
    mlflow.log_metric("mean", simulate(100))
