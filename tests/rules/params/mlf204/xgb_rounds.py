import mlflow
import pandas as pd
import xgboost as xgb

data = pd.read_csv("train.csv")
dtrain = xgb.DMatrix(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.log_params({"max_depth": 6, "num_boost_round": 100})  # expect: MLF204 "num_boost_round"
    xgb.train({"max_depth": 6}, dtrain, num_boost_round=300)
