"""Entries of a configuration file that flow into the network; only one of them is logged."""
import mlflow
import torch
import yaml
from torch import nn


class Net(nn.Module):
    def __init__(self, hidden_size: int, num_layers: int):
        super().__init__()
        self.lstm = nn.LSTM(4, hidden_size, num_layers)

    def forward(self, x):
        return self.lstm(x)[0]


torch.manual_seed(0)
with open("config.yaml") as f:
    config = yaml.safe_load(f)
model = Net(
    hidden_size=config["model"]["hidden_size"],  # expect: MLF201 "hidden_size"
    num_layers=config["model"]["num_layers"],
)
optimizer = torch.optim.Adam(model.parameters(), lr=config["training"]["learning_rate"])
with mlflow.start_run():
    mlflow.log_param("learning_rate", optimizer.param_groups[0]["lr"])
    mlflow.log_param("layers", config["model"]["num_layers"])
    for x in torch.load("batches.pt"):
        loss = model(x).sum()
        loss.backward()
        optimizer.step()
    mlflow.log_metric("loss", loss.item())
