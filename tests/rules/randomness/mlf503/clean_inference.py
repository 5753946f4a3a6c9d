import mlflow
import torch

model = torch.nn.Linear(2, 1)
model.eval()
with mlflow.start_run(), torch.no_grad():
    mlflow.log_metric("out", model(torch.ones(1, 2)).item())
