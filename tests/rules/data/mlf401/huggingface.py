import mlflow
import torch
from datasets import load_dataset
from torch.utils.data import DataLoader

torch.manual_seed(1)
reviews = load_dataset("imdb", split="train")
loader = DataLoader(reviews, batch_size=8)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
with mlflow.start_run():  # expect: MLF401
    mlflow.log_params({"lr": 0.1, "batch_size": 8})
    for batch in loader:
        loss = model(batch["x"]).sum()
        loss.backward()
        optimizer.step()
