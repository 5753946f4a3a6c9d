import mlflow
import pandas as pd
import torch
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, TimeSeriesSplit, train_test_split
from torch.utils.data import TensorDataset, random_split

SEED = 7
data = pd.read_csv("train.csv")
train, test = train_test_split(data, random_state=SEED)
ordered = train_test_split(data, shuffle=False)
folds = KFold(n_splits=5)
strata = StratifiedKFold(n_splits=5, shuffle=True, random_state=SEED)
groups = GroupKFold(n_splits=5)
series = TimeSeriesSplit(n_splits=5)
sample = data.sample(frac=0.1, random_state=SEED)
head = data.head(10)
parts = random_split(TensorDataset(torch.zeros(10, 1)), [8, 2], generator=torch.Generator().manual_seed(SEED))
mlflow.set_experiment("a")
