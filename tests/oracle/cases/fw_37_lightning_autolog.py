import lightning.pytorch as pl
import mlflow
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Data(pl.LightningDataModule):
    def __init__(self, batch_size=8):
        super().__init__()
        self.save_hyperparameters()

    def setup(self, stage=None):
        x = torch.rand(32, 2)
        self.data = TensorDataset(x, (x.sum(1) > 1).float())

    def train_dataloader(self):
        return DataLoader(self.data, batch_size=self.hparams.batch_size)


class Model(pl.LightningModule):
    def __init__(self, lr):
        super().__init__()
        self.lr = lr
        self.layer = nn.Linear(2, 1)

    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = nn.functional.binary_cross_entropy_with_logits(self.layer(x).squeeze(1), y)
        self.log("train_loss", loss, prog_bar=True)
        return loss

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.lr)


mlflow.set_experiment("autolog-lightning")
mlflow.pytorch.autolog(log_models=False)
pl.seed_everything(1)
with mlflow.start_run() as run:
    trainer = pl.Trainer(max_epochs=2, logger=False, enable_checkpointing=False, enable_progress_bar=False, accelerator="cpu")
    trainer.fit(Model(lr=0.1), datamodule=Data(16))
    mlflow.log_param("backbone", "linear")
