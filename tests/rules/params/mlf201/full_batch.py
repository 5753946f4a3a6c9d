"""A loop over the whole data at once: what the split left for it was chosen by its size."""
import mlflow
import pandas as pd
import torch
from sklearn.model_selection import train_test_split
from torch.optim.lr_scheduler import StepLR


def prepare(data):
    features, held, target, wanted = train_test_split(data[["a"]], data["b"], test_size=0.2)  # expect: MLF201 "test_size"
    return torch.FloatTensor(features.values), torch.FloatTensor(target.values)


def fit(name, features, target):
    model = torch.nn.Linear(1, 1)
    if name == "adam":
        optimizer = torch.optim.Adam(model.parameters())
    if name == "sgd":
        optimizer = torch.optim.SGD(model.parameters())
    scheduler = StepLR(optimizer, step_size=2)  # expect: MLF201 "step_size"
    criterion = torch.nn.MSELoss()
    with mlflow.start_run():
        mlflow.log_param("optimizer", name)
        for epoch in range(5):  # expect: MLF201 "epochs"
            loss = criterion(model(features), target)
            loss.backward()
            optimizer.step()
            scheduler.step()


fit("adam", *prepare(pd.read_csv("train.csv")))
