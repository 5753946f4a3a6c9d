import threading

import mlflow


def work(run_id):
    with mlflow.start_run(run_id=run_id):
        mlflow.log_param("a", 1)


with mlflow.start_run() as run:
    threading.Thread(target=work, args=(run.info.run_id,)).start()
