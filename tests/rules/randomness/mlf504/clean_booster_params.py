import lightgbm as lgb
import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
params = {"num_leaves": 8, "seed": 11}
with mlflow.start_run():
    mlflow.log_params(params)
    lgb.train(params, lgb.Dataset(data[["a"]], data["y"]))
