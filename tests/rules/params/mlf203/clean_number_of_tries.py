"""How often something is tried is no property of any of the trainings."""
import argparse

import mlflow
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--num-trials", type=int, default=10)
args = parser.parse_args()


def train(rate):
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    with mlflow.start_run():
        mlflow.log_param("lr", rate)
        for _ in range(3):
            loss = model(torch.ones(1, 2)).mean()
            loss.backward()
            optimizer.step()


for trial in range(args.num_trials):
    train(0.1 / (trial + 1))
