import mlflow
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

np.random.seed(42)
data = pd.read_csv("train.csv")
train, test = train_test_split(data, test_size=0.2)
sample = data.sample(10)
mlflow.set_experiment("a")
