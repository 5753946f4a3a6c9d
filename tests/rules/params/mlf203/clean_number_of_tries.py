"""How often something is tried is no property of any of the trainings."""
import argparse
import random

import mlflow
import torch


def train(rate):
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    with mlflow.start_run():
        mlflow.log_params({"lr": rate, "epochs": 3})
        for epoch in range(3):
            loss = model(torch.ones(1, 2)).mean()
            loss.backward()
            optimizer.step()
    return loss.item()


parser = argparse.ArgumentParser()
parser.add_argument("--num-trials", type=int, default=10)
args = parser.parse_args()
best = float("inf")
for trial in range(args.num_trials):
    best = min(best, train(random.choice([0.1, 0.01])))
