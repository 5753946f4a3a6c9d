import lightgbm as lgb
import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
train = lgb.Dataset(data[["a"]], data["y"])
with mlflow.start_run():
    lgb.train({"num_leaves": 8, "seed": 11}, train)  # expect: MLF504 "seed"
