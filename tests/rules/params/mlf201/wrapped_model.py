import mlflow
import torch
from torch import nn

mlflow.set_experiment("wrapped")
torch.manual_seed(1)


class Net(nn.Module):
    def __init__(self, hidden, drop):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, hidden), nn.Dropout(drop), nn.Linear(hidden, 1))

    def forward(self, x):
        return self.body(x)


def fit(net, optimizer):
    for batch in torch.load("batches.pt"):
        scaler = torch.cuda.amp.GradScaler()
        loss = net(batch).sum()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
    mlflow.log_metric("loss", loss.item())


with mlflow.start_run():
    net = torch.compile(Net(16, drop=0.5))  # expect: MLF201 MLF201
    fit(net, torch.optim.SGD(net.parameters()))

with mlflow.start_run():
    net = nn.Linear(3, 1)
    if torch.cuda.is_available():
        optimizer = torch.optim.Adam(net.parameters(), betas=(0.8, 0.9))  # expect: MLF201
    else:
        optimizer = torch.optim.SGD(net.parameters(), nesterov=True)  # expect: MLF201
    fit(net, optimizer)
