import mlflow
import torch

torch.manual_seed(1)
torch.backends.cudnn.benchmark = True
with mlflow.start_run():
    mlflow.log_metric("x", torch.rand(1).item())
