"""Values that change because the loop changes the object, or counts by hand."""
import mlflow
import torch


def scheduled(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2)
    with mlflow.start_run():
        for epoch in range(10):
            for batch in batches:
                loss = model(batch).mean()
                loss.backward()
                optimizer.step()
            scheduler.step()
            mlflow.log_param("current_lr", scheduler.get_last_lr()[0])  # expect: MLF205


def retries(load):
    attempt = 0
    with mlflow.start_run():
        while True:
            attempt += 1
            mlflow.log_param("attempt", attempt)  # expect: MLF205 "attempt"
            if load():
                break
