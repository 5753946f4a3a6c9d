"""Seeded the way projects do it; the kernels are free to differ."""
import random

import lightning.pytorch as pl
import mlflow
import numpy as np
import torch
from accelerate.utils import set_seed
from lightning.pytorch.loggers import MLFlowLogger


def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)


def by_own_helper(batches):
    seed_everything(7)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:  # expect: MLF506
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def by_accelerate(batches):
    set_seed(7)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:  # expect: MLF506
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def only_said_not_to(batches):
    torch.manual_seed(7)
    torch.backends.cudnn.deterministic = False
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:  # expect: MLF506
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def by_lightning(module, loader):
    pl.seed_everything(7, workers=True)
    trainer = pl.Trainer(max_epochs=3, logger=MLFlowLogger(experiment_name="faces"))
    trainer.fit(module, loader)  # expect: MLF506
