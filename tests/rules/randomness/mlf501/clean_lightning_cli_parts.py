"""What LightningCLI seeds also governs the hooks of the data that it makes."""
import mlflow
import torch
from lightning.pytorch import LightningDataModule, LightningModule
from lightning.pytorch.cli import LightningCLI
from torch.utils.data import DataLoader, random_split


class Digits(LightningDataModule):
    def setup(self, stage=None):
        self.train_data, self.held_data = random_split(torch.arange(10), [8, 2])

    def train_dataloader(self):
        return DataLoader(self.train_data)


class Classifier(LightningModule):
    def training_step(self, batch, index):
        return batch.sum()


def main():
    mlflow.pytorch.autolog()
    cli = LightningCLI(Classifier, Digits, run=False, trainer_defaults={"max_epochs": 3})
    cli.trainer.fit(cli.model, datamodule=cli.datamodule)


main()
