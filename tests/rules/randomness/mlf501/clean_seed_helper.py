import random

import mlflow
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)


set_seed(42)
train, test = train_test_split(pd.read_csv("train.csv"))
mlflow.set_experiment("a")
