from concurrent.futures import ThreadPoolExecutor

import mlflow
from mlflow import MlflowClient

client = MlflowClient()
with mlflow.start_run() as run:
    with ThreadPoolExecutor() as pool:
        pool.map(lambda i: client.log_metric(run.info.run_id, "x", i), range(3))
