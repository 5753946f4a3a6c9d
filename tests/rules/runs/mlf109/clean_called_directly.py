import threading

import mlflow


def work():
    print("working")


with mlflow.start_run():
    thread = threading.Thread(target=work)
    thread.start()
    mlflow.log_param("threads", 1)
    thread.join()
