import mlflow
import numpy as np
import skorch
import torch
from skorch import NeuralNetClassifier
from skorch.callbacks import EpochScoring, MlflowLogger
from torch import nn


class Net(nn.Module):
    def __init__(self, hidden=5):
        super().__init__()
        self.seq = nn.Sequential(nn.Linear(3, hidden), nn.ReLU(), nn.Linear(hidden, 2), nn.Softmax(dim=-1))

    def forward(self, X):
        return self.seq(X)


torch.manual_seed(0)
X = np.random.RandomState(0).rand(40, 3).astype("float32")
y = (X.sum(1) > 1.5).astype("int64")
mlflow.set_experiment("skorch")
with mlflow.start_run():
    mlflow.log_params({"hidden": 4, "max_epochs": 2})
    net = NeuralNetClassifier(Net, module__hidden=4, max_epochs=2, lr=0.1, callbacks=[MlflowLogger()], verbose=0)
    net.fit(X, y)
