import mlflow
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)  # expect: MLF201 "momentum"
with mlflow.start_run():
    mlflow.log_param("lr", 0.01)
    for epoch in range(5):  # expect: MLF201 "epochs"
        optimizer.zero_grad()
        loss = model(torch.ones(2, 4)).sum()
        loss.backward()
        optimizer.step()
        mlflow.log_metric("loss", loss.item(), step=epoch)
