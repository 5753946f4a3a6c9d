from concurrent.futures import ThreadPoolExecutor

import mlflow

with mlflow.start_run():
    with ThreadPoolExecutor() as pool:
        pool.submit(lambda: mlflow.log_metric("x", 1.0))  # expect: MLF109
