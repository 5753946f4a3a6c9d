from multiprocessing.pool import ThreadPool

import mlflow


def score(value):
    mlflow.log_metric("value", value)  # expect: MLF109


with mlflow.start_run():
    pool = ThreadPool(2)
    pool.map(score, [1, 2, 3])
