import mlflow
import pytorch_lightning as pl
import torch
from digits import data
from torchmetrics.functional import accuracy


class Net(pl.LightningModule):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def training_step(self, batch, index):
        x, y = batch
        return torch.nn.functional.cross_entropy(self.net(x), y)

    def test_step(self, batch, index):
        x, y = batch
        correct = accuracy(self.net(x).argmax(1), y, task="multiclass", num_classes=10)
        return {"correct": correct}

    def test_epoch_end(self, outputs):
        self.log("correct", torch.stack([output["correct"] for output in outputs]).mean())

    def configure_optimizers(self):
        return torch.optim.Adam(self.net.parameters(), lr=1e-3)


mlflow.pytorch.autolog()
with mlflow.start_run():
    net = Net(torch.nn.Linear(4, 10))
    trainer = pl.Trainer(max_epochs=2)
    trainer.fit(net, data)
    trainer.test(net, data)
