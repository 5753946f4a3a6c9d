import threading
import time

import mlflow


def ping():
    time.sleep(1)


thread = threading.Thread(target=ping)
thread.start()
with mlflow.start_run():
    mlflow.log_param("a", 1)
