import mlflow
import torch
from torch import nn

from data import batches

model = nn.Linear(4, 3)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)  # expect: MLF201 "label_smoothing=0.1"
distance = nn.HuberLoss(delta=0.5)  # expect: MLF201 "delta=0.5"
scaler = torch.amp.GradScaler("cuda")

with mlflow.start_run():
    mlflow.log_param("lr", 0.01)
    for x, y in batches():
        optimizer.zero_grad()
        with torch.autocast("cuda"):
            loss = criterion(model(x), y)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()

with mlflow.start_run():
    mlflow.log_param("lr", 0.01)
    for x, y in batches():
        optimizer.zero_grad()
        loss = distance(model(x), y) / 4
        loss.backward()
        optimizer.step()
