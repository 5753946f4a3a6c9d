"""The fastest kernel is chosen anew by each run, although seeds are set."""
import lightning.pytorch as pl
import mlflow
import torch
from lightning.pytorch.loggers import MLFlowLogger
from torch.backends import cudnn


def prepare(fast):
    torch.manual_seed(7)
    if fast:
        cudnn.benchmark = True  # expect: MLF506


def through_a_helper(batches):
    prepare(True)
    model = torch.nn.Conv2d(3, 8, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def both_wishes(batches):
    torch.manual_seed(7)
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = True  # expect: MLF506
    model = torch.nn.Conv2d(3, 8, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


class Experiment:
    def __init__(self, cuda):
        torch.manual_seed(7)
        if cuda:
            torch.cuda.manual_seed(7)
            torch.backends.cudnn.benchmark = True  # expect: MLF506
        self.model = torch.nn.Conv2d(3, 8, 3)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=0.1)

    def run(self, batches):
        with mlflow.start_run():
            for batch in batches:
                self.optimizer.zero_grad()
                loss = self.model(batch).mean()
                loss.backward()
                self.optimizer.step()


def experiment(batches):
    Experiment(torch.cuda.is_available()).run(batches)
