import threading

import mlflow


def record(value):
    mlflow.log_metric("value", value)  # expect: MLF109


def work():
    record(1)


with mlflow.start_run():
    threading.Thread(target=work).start()
