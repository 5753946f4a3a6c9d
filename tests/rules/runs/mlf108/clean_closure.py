import mlflow
import torch

w = torch.zeros(3, requires_grad=True)
optimizer = torch.optim.LBFGS([w])
with mlflow.start_run():
    for step in range(5):

        def closure():
            optimizer.zero_grad()
            loss = (w**2).sum()
            loss.backward()
            mlflow.log_metric("loss", loss.item(), step=step)
            return loss

        optimizer.step(closure)
