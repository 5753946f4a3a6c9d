import mlflow
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

np.random.seed(13)  # expect: MLF504
data = pd.read_csv("train.csv")
with mlflow.start_run():
    RandomForestClassifier(random_state=42).fit(data[["a"]], data["y"])
