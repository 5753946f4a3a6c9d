import threading

import mlflow


def work(name):
    mlflow.log_param("name", name)  # before 2.18 all threads shared the active run


with mlflow.start_run():
    thread = threading.Thread(target=work, args=("a",))
    thread.start()
    thread.join()
