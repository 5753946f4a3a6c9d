import mlflow

from .base import Callback


class Checkpoint(Callback):
    def __init__(self, path):
        self.path = path
        self.best = float("inf")

    def on_epoch_end(self, net, epoch, logs):
        if logs["loss"] < self.best:
            self.best = logs["loss"]
            with open(self.path, "w") as f:
                f.write(str(self.best))

    def on_train_end(self, net):
        if mlflow.active_run():
            mlflow.log_artifact(self.path)
