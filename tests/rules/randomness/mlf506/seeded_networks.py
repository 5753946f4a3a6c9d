"""Seeded, and yet not the same on a GPU."""
import mlflow
import pytorch_lightning as pl
import torch
from transformers import set_seed


def loop(batches):
    torch.manual_seed(1)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:  # expect: MLF506
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def seeded_by_transformers(batches):
    set_seed(3)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:  # expect: MLF506
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


class Trainer:
    def __init__(self, seed=5):
        pl.seed_everything(seed)
        self.model = torch.nn.Linear(4, 1)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.1)

    def run(self, batches):
        with mlflow.start_run():
            for epoch in range(3):
                for batch in batches:  # expect: MLF506
                    loss = self.model(batch).mean()
                    loss.backward()
                    self.optimizer.step()


def trainer(batches):
    Trainer().run(batches)


def faster(batches):
    torch.manual_seed(1)
    torch.backends.cudnn.benchmark = True  # expect: MLF506
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def deterministic_switched_off(batches):
    torch.manual_seed(1)
    torch.use_deterministic_algorithms(False)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:  # expect: MLF506
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()
