import argparse

import mlflow
import torch


def parse():
    parser = argparse.ArgumentParser()
    # expect: MLF203 "epochs"
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


def main():
    args = parse()
    torch.manual_seed(1)
    model = torch.nn.Linear(2, 1).to(args.device)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr)
    with mlflow.start_run():
        mlflow.log_param("lr", args.lr)
        for epoch in range(args.epochs):
            loss = model(torch.ones(1, 2)).sum()
            loss.backward()
            optimizer.step()
            mlflow.log_metric("loss", loss.item(), step=epoch)


main()
