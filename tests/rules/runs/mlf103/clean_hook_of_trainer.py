import mlflow
from pytorch_lightning import Callback


class TableCallback(Callback):
    """The trainer that calls it has a logger with a run of its own, elsewhere."""

    def on_predict_epoch_end(self, trainer, pl_module):
        mlflow.log_artifact("table.json")
