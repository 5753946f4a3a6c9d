import mlflow
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

np.random.seed(1)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    RandomForestClassifier().fit(data[["a"]], data["y"])
