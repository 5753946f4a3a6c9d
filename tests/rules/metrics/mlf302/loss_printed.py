import mlflow
import torch

torch.manual_seed(1)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
with mlflow.start_run():  # expect: MLF302
    mlflow.log_param("lr", 0.1)
    for epoch in range(5):
        loss = model(torch.ones(1, 2)).sum()
        loss.backward()
        optimizer.step()
        print(epoch, loss.item())
