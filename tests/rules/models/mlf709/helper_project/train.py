import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

from store import store

data = pd.read_csv("train.csv")
with mlflow.start_run():
    store(RandomForestRegressor(random_state=1).fit(data[["a"]], data["y"]))
