import mlflow
import torch
from lightning.pytorch.cli import LightningCLI
from torch.utils.data import random_split

mlflow.pytorch.autolog()
cli = LightningCLI(run=False, seed_everything_default=False)
train, held = random_split(torch.arange(10), [8, 2])  # expect: MLF501
