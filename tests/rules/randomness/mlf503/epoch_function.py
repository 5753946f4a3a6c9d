import mlflow
import torch
from torch.utils.data import DataLoader


def train_epoch(model, loader, optimizer):
    # expect: MLF503
    for batch in loader:
        loss = model(batch).sum()
        loss.backward()
        optimizer.step()


def main(data):
    model = torch.nn.Linear(2, 1)
    loader = DataLoader(data, batch_size=4, shuffle=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for epoch in range(3):
            train_epoch(model, loader, optimizer)


main(torch.ones(10, 2))
