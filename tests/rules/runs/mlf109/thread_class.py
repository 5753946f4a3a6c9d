import threading

import mlflow


class Worker(threading.Thread):
    def run(self):
        mlflow.log_param("worker", self.name)  # expect: MLF109


with mlflow.start_run():
    worker = Worker()
    worker.start()
    worker.join()
