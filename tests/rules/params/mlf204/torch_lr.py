import mlflow
import torch

torch.manual_seed(1)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
with mlflow.start_run():
    mlflow.log_param("lr", 1e-3)  # expect: MLF204 "lr"
    for step in range(3):
        loss = model(torch.ones(1, 2)).sum()
        loss.backward()
        optimizer.step()
