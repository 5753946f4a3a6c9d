import joblib
import mlflow
import pandas as pd
import torch
from sklearn.linear_model import Ridge
from torch.utils.data import DataLoader

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

# a stored model does not say what it was told
with mlflow.start_run():
    mlflow.log_param("data", "train.csv")
    model = Ridge(alpha=4.0).fit(x, y)  # expect: MLF201
    joblib.dump(model, "model.joblib")
    mlflow.log_artifact("model.joblib")

# the loader is walked through behind enumerate()
torch.manual_seed(1)
loader = DataLoader(torch.load("rows.pt"), batch_size=16)  # expect: MLF201
with mlflow.start_run():
    net = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    mlflow.log_params({"lr": 0.1, "seed": 1})
    for i, batch in enumerate(loader):
        optimizer.zero_grad()
        loss = net(batch).sum()
        loss.backward()
        optimizer.step()
    mlflow.log_metric("loss", loss.item())
