import threading

import mlflow


class Monitor:
    def watch(self):
        mlflow.log_metric("load", 0.5)  # expect: MLF109

    def start(self):
        threading.Thread(target=self.watch).start()


with mlflow.start_run():
    Monitor().start()
