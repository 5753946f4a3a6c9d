"""Deterministic kernels are asked for, in several words."""
import mlflow
import torch
from torch.backends import cudnn
from transformers import enable_full_determinism


def train(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def by_transformers(batches):
    enable_full_determinism(7)
    train(batches)


def by_imported_name(batches):
    torch.manual_seed(7)
    cudnn.deterministic = True
    cudnn.benchmark = False
    train(batches)


def as_a_warning(batches):
    torch.manual_seed(7)
    torch.use_deterministic_algorithms(True, warn_only=True)
    train(batches)


def of_the_settings(batches, settings):
    torch.manual_seed(7)
    torch.use_deterministic_algorithms(settings.deterministic)
    train(batches)
