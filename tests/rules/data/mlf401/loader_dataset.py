"""Data that reaches a hand-written loop through a Dataset of the code and through the loss."""
from pathlib import Path

import mlflow
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, random_split

mlflow.set_experiment("a")


class Windows(Dataset):
    def __init__(self, folder):
        self.files = sorted(Path(folder).glob("*.pt"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        return torch.load(self.files[index])


def fit(loader, name):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    with mlflow.start_run(run_name=name):  # expect: MLF401
        for batch in loader:
            loss = model(batch["x"]).mean()
            loss.backward()
            optimizer.step()


train, _ = random_split(Windows("data/windows"), [80, 20])
fit(DataLoader(train, batch_size=8), "from files")

codes = np.load("data/codes.npy")
head = torch.nn.Linear(4, 1)
steps = torch.optim.SGD(head.parameters(), lr=0.1)
with mlflow.start_run():  # expect: MLF401
    for _ in range(10):
        picked = torch.tensor(codes[np.random.randint(0, len(codes), size=4)])
        error = head(picked).pow(2).mean()
        error.backward()
        steps.step()
