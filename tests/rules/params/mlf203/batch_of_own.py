"""The batch size reaches the training through a function that draws the batches."""
import argparse

import mlflow
import numpy as np
import torch
from torch import nn

parser = argparse.ArgumentParser()
parser.add_argument("--bs", type=int, default=32)  # expect: MLF203 "bs"
parser.add_argument("--rounds", type=int, default=10)  # expect: MLF203 "rounds"
parser.add_argument("--checks", type=int, default=10)
parser.add_argument("--device", default="cpu")
args = parser.parse_args()


def batch(data, size):
    rows = np.random.choice(len(data), size=size)
    return torch.tensor(data[rows])


np.random.seed(0)
torch.manual_seed(0)
data = np.load("data.npy")
model = nn.Linear(4, 1).to(args.device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
with mlflow.start_run():
    mlflow.log_param("lr", 0.1)
    for step in range(args.rounds):
        x = batch(data, args.bs).to(args.device)
        loss = (model(x) ** 2).mean()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        error = sum(model(batch(data, 8)).mean().item() for _ in range(args.checks))
    mlflow.log_metric("error", error)
