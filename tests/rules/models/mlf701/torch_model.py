import mlflow
import torch

model = torch.nn.Linear(2, 1)
with mlflow.start_run():
    mlflow.pytorch.log_model(model, name="net")  # expect: MLF701
