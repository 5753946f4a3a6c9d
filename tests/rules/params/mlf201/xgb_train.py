import mlflow
import pandas as pd
import xgboost as xgb

data = pd.read_csv("train.csv")
dtrain = xgb.DMatrix(data[["a"]], label=data["y"])
params = {"eta": 0.1, "max_depth": 6}
with mlflow.start_run():
    mlflow.log_params(params)
    booster = xgb.train(
        params,
        dtrain,
        num_boost_round=500,  # expect: MLF201 "num_boost_round"
        early_stopping_rounds=20,  # expect: MLF201
        evals=[(dtrain, "train")],
    )
