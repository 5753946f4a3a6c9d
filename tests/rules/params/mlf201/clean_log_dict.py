import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

config = {"alpha": 0.5, "solver": "svd"}
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_dict(config, "config.json")
    Ridge(**config).fit(data[["a"]], data["y"])
