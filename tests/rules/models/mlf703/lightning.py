import pytorch_lightning as pl
import torch
from pytorch_lightning.loggers import MLFlowLogger


class Net(pl.LightningModule):
    def training_step(self, batch, index):
        return batch.mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


def lost(data):
    logger = MLFlowLogger(experiment_name="a", tracking_uri="https://mlflow.example.org")  # expect: MLF703
    pl.Trainer(logger=logger).fit(Net(), data)


def stored(data):
    logger = MLFlowLogger(experiment_name="a", tracking_uri="https://mlflow.example.org", log_model="all")
    pl.Trainer(logger=[logger]).fit(Net(), data)


def stored_nowhere(data):
    logger = MLFlowLogger(experiment_name="a", tracking_uri="https://mlflow.example.org", log_model=True)  # expect: MLF703
    pl.Trainer(logger=logger, enable_checkpointing=False).fit(Net(), data)
