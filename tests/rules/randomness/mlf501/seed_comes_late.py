import mlflow
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

data = pd.read_csv("train.csv")
train, test = train_test_split(data)  # expect: MLF501
np.random.seed(42)
mlflow.set_experiment("a")
