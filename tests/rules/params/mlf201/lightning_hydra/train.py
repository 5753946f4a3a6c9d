"""A group that the file of a group names lies beside it; a configuration that save_hyperparameters stores is recorded."""
import hydra
import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping, LearningRateMonitor
from lightning.pytorch.loggers import MLFlowLogger
from torch.utils.data import DataLoader, Subset


class Net(L.LightningModule):
    def __init__(self, config):
        super().__init__()
        self.save_hyperparameters()
        self.config = config
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch, index):
        return self.layer(batch).mean()

    def configure_optimizers(self):
        settings = self.config.optimizer
        return torch.optim.Adam(self.parameters(), lr=settings.lr, betas=settings.betas, eps=1e-6)  # expect: MLF201 "eps"


class Other(Net):
    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.config.optimizer.lr, momentum=self.config.momentum)


def fit(net, data):
    logger = MLFlowLogger(experiment_name="nets", tracking_uri="https://mlflow.example.org")
    stops = [LearningRateMonitor(logging_interval="step"), EarlyStopping("loss", patience=4)]  # expect: MLF201 "patience"
    trainer = L.Trainer(logger=logger, callbacks=stops)
    trainer.fit(net, DataLoader(Subset(data, range(20)), shuffle=True))


@hydra.main(config_path="conf", config_name="config", version_base=None)
def main(cfg):
    fit(Net(cfg.training), torch.load("x.pt"))


def unknown(config, data):
    fit(Other(config), data)


if __name__ == "__main__":
    main()
