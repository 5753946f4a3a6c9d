"""The data module's loader counts, the settings of a pretrained network made in __init__ too; what is handed on is told once."""
import mlflow
import pytorch_lightning as pl
import torch
from peft import LoraConfig, get_peft_model
from torch.utils.data import DataLoader
from transformers import AutoModelForSequenceClassification


class Texts(pl.LightningDataModule):
    def __init__(self, batch_size):
        super().__init__()
        self.batch_size = batch_size

    def setup(self, stage):
        self.train = torch.load("train.pt")
        self.val = torch.load("val.pt")

    def train_dataloader(self):
        return DataLoader(self.train, batch_size=self.batch_size, shuffle=True)

    def val_dataloader(self):
        return DataLoader(self.val, batch_size=128)


class Classifier(pl.LightningModule):
    def __init__(self, name):
        super().__init__()
        base = AutoModelForSequenceClassification.from_pretrained(name, id2label={0: "n", 1: "p"}, label2id={"n": 0, "p": 1})
        config = LoraConfig(task_type="SEQ_CLS", r=8, lora_alpha=32)  # expect: MLF201 "r", MLF201 "lora_alpha"
        self.model = get_peft_model(base, config)

    def training_step(self, batch, index):
        loss = self.model(**batch).loss
        self.log("loss", loss)
        return loss

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.5)  # expect: MLF201 "lr"


mlflow.set_experiment("texts")
with mlflow.start_run():
    mlflow.log_params({"name": "distilbert-base-uncased", "max_epochs": 2})
    data = Texts(batch_size=8)  # expect: MLF201 "batch_size"
    pl.Trainer(max_epochs=2).fit(Classifier("distilbert-base-uncased"), datamodule=data)
