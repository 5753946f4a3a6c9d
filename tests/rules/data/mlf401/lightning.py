import pytorch_lightning as pl
import torch
from pytorch_lightning.loggers import MLFlowLogger
from torch.utils.data import DataLoader


class Net(pl.LightningModule):
    def training_step(self, batch, index):
        return batch.mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


logger = MLFlowLogger(experiment_name="a", tracking_uri="https://mlflow.example.org")  # expect: MLF401
pl.Trainer(logger=logger).fit(Net(), DataLoader(torch.load("x.pt")))
