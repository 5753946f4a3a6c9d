import threading

import mlflow


def work(name):
    with mlflow.start_run(run_name=name):
        mlflow.log_param("name", name)


with mlflow.start_run():
    threading.Thread(target=work, args=("a",)).start()
