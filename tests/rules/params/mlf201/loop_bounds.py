import mlflow
import torch
from torch.utils.data import DataLoader, TensorDataset

mlflow.set_experiment("loops")
torch.manual_seed(1)
EPOCHS = 7  # expect: MLF201
data = DataLoader(TensorDataset(torch.zeros(8, 3), torch.zeros(8, 1)))


def step(net, optimizer):
    for x, y in data:
        optimizer.zero_grad()
        loss = (net(x) - y).pow(2).mean()
        loss.backward()
        optimizer.step()
    return loss.item()


def train(net, num_epochs):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    mlflow.log_param("lr", 0.1)
    for epoch in range(1, num_epochs + 1):
        mlflow.log_metric("loss", step(net, optimizer), step=epoch)


with mlflow.start_run():
    net = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    mlflow.log_params({"lr": 0.1, "seed": 1})
    for epoch in range(EPOCHS):
        mlflow.log_metric("loss", step(net, optimizer), step=epoch)

with mlflow.start_run():
    train(torch.nn.Linear(3, 1), num_epochs=10)  # expect: MLF201

# recorded, under any of its names
with mlflow.start_run():
    rounds = 5
    net = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    mlflow.log_params({"lr": 0.1, "epochs": rounds})
    for epoch in range(rounds):
        mlflow.log_metric("loss", step(net, optimizer), step=epoch)

# folds and seeds are no rounds of one training
with mlflow.start_run():
    mlflow.log_param("lr", 0.1)
    for fold in range(3):
        net = torch.nn.Linear(3, 1)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        mlflow.log_metric("loss", step(net, optimizer), step=fold)

# how many batches there are is given by the data
with mlflow.start_run():
    net = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    mlflow.log_param("lr", 0.1)
    n_steps = len(data)
    for i in range(n_steps):
        mlflow.log_metric("loss", step(net, optimizer), step=i)
