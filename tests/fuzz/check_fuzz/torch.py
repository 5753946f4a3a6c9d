import mlflow
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1)
    def forward(self, x):
        return self.fc(x)

net = Net()
opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
mlflow.start_run()
for epoch in range(5):
    for x, y in loader:
        opt.zero_grad()
        loss = ((net(x) - y) ** 2).mean()
        loss.backward()
        opt.step()
    mlflow.log_metric('loss', loss.item(), step=epoch)
mlflow.pytorch.log_model(net, 'model')
