import argparse

import mlflow
import torch
from torch import nn


class Stopper:
    def __init__(self, patience):
        self.patience = patience
        self.bad = 0
        self.best = float("inf")
        self.stop = False

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
            self.stop = self.bad >= self.patience


def train(model, batches, args):
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    stopper = Stopper(args.patience)
    worse, best = 0, float("inf")
    for _ in range(args.epochs):
        total = 0.0
        for x, y in batches:
            loss = ((model(x) - y) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        stopper.step(total)
        if stopper.stop:
            break
        worse = 0 if total < best else worse + 1
        best = min(best, total)
        if args.tolerate and worse > args.tolerate:
            break
        if args.log_every and worse == 0:
            print(total)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--patience", type=int, default=3)  # expect: MLF203 "patience"
    parser.add_argument("--tolerate", type=int, default=5)  # expect: MLF203 "tolerate"
    parser.add_argument("--log_every", type=int, default=5)
    args = parser.parse_args()
    torch.manual_seed(1)
    batches = [(torch.rand(8, 2), torch.rand(8, 1)) for _ in range(4)]
    mlflow.set_experiment("net")
    with mlflow.start_run():
        mlflow.log_params({"lr": args.lr, "epochs": args.epochs, "seed": 1})
        model = nn.Linear(2, 1)
        mlflow.log_metric("loss", train(model, batches, args))
        mlflow.pytorch.log_model(model, name="model", input_example=batches[0][0].numpy())


main()
