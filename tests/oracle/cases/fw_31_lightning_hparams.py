import mlflow
import lightning as L
import torch
from lightning.pytorch.loggers import MLFlowLogger
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(L.LightningModule):
    def __init__(self, hidden=8, lr=1e-2, dropout=0.1):
        super().__init__()
        self.save_hyperparameters()
        self.net = nn.Sequential(nn.Linear(4, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1))

    def step(self, batch, stage):
        x, y = batch
        loss = nn.functional.mse_loss(self.net(x).squeeze(-1), y)
        self.log(f"{stage}_loss", loss, on_step=False, on_epoch=True)
        return loss

    def training_step(self, batch, _):
        return self.step(batch, "train")

    def validation_step(self, batch, _):
        self.step(batch, "val")

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)


def main():
    L.seed_everything(3)
    x = torch.rand(64, 4)
    data = TensorDataset(x, x.sum(1))
    logger = MLFlowLogger(experiment_name="nets", run_name="small", tracking_uri=mlflow.get_tracking_uri(), tags={"kind": "mlp"})
    logger.log_hyperparams({"batch_size": 16})
    trainer = L.Trainer(max_epochs=2, logger=logger, enable_progress_bar=False, enable_checkpointing=False, enable_model_summary=False, accelerator="cpu")
    trainer.fit(Net(hidden=6), DataLoader(data, batch_size=16), DataLoader(data, batch_size=32))


main()
