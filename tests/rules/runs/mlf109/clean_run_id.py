import threading

import mlflow


def work(run_id):
    mlflow.log_metric("x", 1, run_id=run_id)


with mlflow.start_run() as run:
    threading.Thread(target=work, args=(run.info.run_id,)).start()
