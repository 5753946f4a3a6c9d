import mlflow
import pandas as pd
from lightgbm import LGBMClassifier

params = {"num_leaves": 15, "random_state": 3}
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_dict(params, "params.json")
    LGBMClassifier(**params).fit(data[["a"]], data["y"])
