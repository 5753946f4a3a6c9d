import lightning as L
import mlflow
import torch
from lightning.pytorch.loggers import MLFlowLogger


class Net(L.LightningModule):
    def training_step(self, batch, index):
        loss = batch.mean()
        self.log("loss", loss)
        return loss

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


def resumed(data):
    with mlflow.start_run() as run:
        logger = MLFlowLogger(experiment_name="a", tracking_uri=mlflow.get_tracking_uri(), run_id=run.info.run_id)
        L.Trainer(logger=logger, max_epochs=3).fit(Net(), data)


def taken_over(data):
    with mlflow.start_run() as run:
        logger = MLFlowLogger(experiment_name="a", tracking_uri=mlflow.get_tracking_uri())
        logger._run_id = run.info.run_id
        L.Trainer(logger=logger, max_epochs=3).fit(Net(), data)
