import mlflow
import numpy as np
import torch

from seeding import set_seed

set_seed(5)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
with mlflow.start_run():
    mlflow.log_metric("noise", float(np.random.rand()))
    for _ in range(3):
        loss = model(torch.ones(1, 2)).sum()
        loss.backward()
        optimizer.step()
