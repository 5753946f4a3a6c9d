import mlflow
import pandas as pd
from sklearn.preprocessing import StandardScaler

data = pd.read_csv("train.csv")
with mlflow.start_run():
    StandardScaler().fit(data[["a"]])
