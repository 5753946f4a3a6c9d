"""What decides learning in a hand-written loop: the network's arguments, optimizer, scheduler, clipping, loss."""
import mlflow
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, input_dim, hidden_size, dropout=0.0, pad_idx=0):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, hidden_size), nn.Dropout(dropout), nn.Linear(hidden_size, 1))

    def forward(self, x):
        return self.layers(x)


class Head(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layer = nn.Linear(1, width)

    def forward(self, x):
        return self.layer(x)


def train_epoch(model, head, optimizer, criterion):
    model.train()
    for x, y in torch.load("batches.pt"):
        optimizer.zero_grad()
        loss = criterion(head(model(x)), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=5.0)  # expect: MLF201 "max_norm"
        optimizer.step()
    return loss.item()


torch.manual_seed(0)
data = torch.load("batches.pt")
model = Net(len(data[0]), 64, dropout=0.3, pad_idx=1).to("cpu")  # expect: MLF201 "hidden_size", MLF201 "dropout"
head = Head(width=8)  # expect: MLF201 "width"
criterion = nn.CrossEntropyLoss(label_smoothing=0.1, ignore_index=0)  # expect: MLF201 "label_smoothing"
groups = [
    {"params": [p for n, p in model.named_parameters() if "bias" not in n]},
    {"params": filter(lambda p: p.requires_grad, head.parameters())},
]
optimizer = torch.optim.AdamW(groups, lr=1e-3)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=3)  # expect: MLF201 "step_size"
other = torch.optim.SGD(Head(width=2).parameters(), lr=0.5)
with mlflow.start_run():
    mlflow.log_param("lr", 1e-3)
    for epoch in range(3):  # expect: MLF201 "epochs"
        mlflow.log_metric("loss", train_epoch(model, head, optimizer, criterion), step=epoch)
        scheduler.step()
