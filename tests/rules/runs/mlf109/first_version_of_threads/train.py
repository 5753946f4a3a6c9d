import threading

import mlflow


def work(name):
    mlflow.log_param("name", name)  # expect: MLF109


with mlflow.start_run():
    thread = threading.Thread(target=work, args=("a",))
    thread.start()
    thread.join()
