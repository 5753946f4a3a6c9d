import mlflow
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets

# a checkpoint is no data; MNIST comes with the library
loader = DataLoader(datasets.MNIST(".", download=True), batch_size=8)
net = nn.Linear(784, 10)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
checkpoint = torch.load("last.pth")
net.load_state_dict(checkpoint["model"])
optimizer.load_state_dict(checkpoint["optimizer"])
start = checkpoint["epoch"] + 1

mlflow.set_experiment("resume")
with mlflow.start_run():
    mlflow.log_params({"lr": 0.1, "batch_size": 8, "start": start})
    for x, y in loader:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(x.flatten(1)), y)
        loss.backward()
        optimizer.step()
    mlflow.log_metric("loss", loss.item())
