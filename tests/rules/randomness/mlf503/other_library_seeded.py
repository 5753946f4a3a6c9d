import mlflow
import numpy as np
import torch

np.random.seed(1)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters())
with mlflow.start_run():
    # expect: MLF503 "torch"
    for _ in range(3):
        loss = model(torch.ones(1, 2)).sum()
        loss.backward()
        optimizer.step()
