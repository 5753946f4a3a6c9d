from concurrent.futures import ThreadPoolExecutor

import mlflow


def score(i):
    return i / 10


with mlflow.start_run():
    with ThreadPoolExecutor() as pool:
        for i, value in enumerate(pool.map(score, range(5))):
            mlflow.log_metric("score", value, step=i)
