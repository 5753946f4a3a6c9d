import mlflow
import numpy as np
import pandas as pd
import torch
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, RepeatedStratifiedKFold, ShuffleSplit, StratifiedKFold, train_test_split
from torch.utils.data import TensorDataset, random_split

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
train, test = train_test_split(data, test_size=0.2)  # expect: MLF501 "train_test_split"
a, b, c, d = train_test_split(x, y, stratify=y, random_state=None)  # expect: MLF501
folds = KFold(n_splits=5, shuffle=True)  # expect: MLF501
strata = StratifiedKFold(5, shuffle=True)  # expect: MLF501
repeated = RepeatedStratifiedKFold(n_splits=5, n_repeats=3)  # expect: MLF501
shuffled = ShuffleSplit(n_splits=3)  # expect: MLF501
sample = data.sample(frac=0.1)  # expect: MLF501
dataset = TensorDataset(torch.zeros(10, 1))
left, right = random_split(dataset, [8, 2])  # expect: MLF501
with mlflow.start_run():
    Ridge().fit(train[["a"]], train["y"])
