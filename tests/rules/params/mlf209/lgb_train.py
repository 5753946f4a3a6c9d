import lightgbm as lgb
import mlflow
import pandas as pd

mlflow.lightgbm.autolog()
data = pd.read_csv("train.csv")
train = lgb.Dataset(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.log_param("num_leaves", 15)  # expect: MLF209
    lgb.train({"num_leaves": 31}, train, num_boost_round=20)
