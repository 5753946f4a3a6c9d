"""What one group of weights is told is no other value than the one that is logged for all."""
import mlflow
import torch

net = torch.nn.Linear(4, 1)
optimizer = torch.optim.AdamW([{"params": [net.weight]}, {"params": [net.bias], "weight_decay": 0.0}], weight_decay=0.1)
with mlflow.start_run():
    mlflow.log_params({"weight_decay": 0.1})
    for i in range(3):
        loss = net(torch.ones(2, 4)).sum()
        loss.backward()
        optimizer.step()
