import threading

import mlflow


def work():
    mlflow.log_metric("x", 1)  # expect: MLF109


mlflow.start_run()
workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
mlflow.end_run()
