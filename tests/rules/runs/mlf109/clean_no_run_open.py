import threading

import mlflow


def work():
    with mlflow.start_run():
        mlflow.log_param("a", 1)


threading.Thread(target=work).start()
