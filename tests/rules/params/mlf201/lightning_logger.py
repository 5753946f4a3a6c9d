"""A Lightning trainer with an MLFlowLogger trains in the logger's run: what it, the module's hooks and the loader are told."""
import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping
from lightning.pytorch.loggers import MLFlowLogger
from torch.utils.data import DataLoader


class Net(L.LightningModule):
    def __init__(self, width, lr=0.1):
        super().__init__()
        self.save_hyperparameters("width")
        self.lr = lr
        self.layers = torch.nn.Linear(4, width)

    def training_step(self, batch, index):
        loss = self.layers(batch).pow(2).mean()
        self.log("loss", loss)
        return loss

    def configure_optimizers(self):
        optimizer = torch.optim.AdamW(self.parameters(), lr=self.lr, weight_decay=0.1)  # expect: MLF201 "weight_decay"
        scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=3)  # expect: MLF201 "step_size"
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "epoch"}}


L.seed_everything(1)
logger = MLFlowLogger(experiment_name="nets", tracking_uri="https://mlflow.example.org", log_model=True)
trainer = L.Trainer(
    max_epochs=5,  # expect: MLF201 "max_epochs"
    logger=logger,
    callbacks=[EarlyStopping("loss", patience=4)],  # expect: MLF201 "patience"
)
trainer.fit(
    model=Net(width=3, lr=0.2),  # expect: MLF201 "lr"
    train_dataloaders=DataLoader(torch.load("x.pt"), batch_size=16),  # expect: MLF201 "batch_size"
    val_dataloaders=DataLoader(torch.load("v.pt"), batch_size=64),
)
