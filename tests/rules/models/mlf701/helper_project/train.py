import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

from store import store

data = pd.read_csv("train.csv")
with mlflow.start_run():
    store(Ridge().fit(data[["a"]], data["y"]), "ridge")
