import mlflow
import pandas as pd
import xgboost as xgb

mlflow.xgboost.autolog()
data = pd.read_csv("train.csv")
dtrain = xgb.DMatrix(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.log_param("max_depth", "three")  # expect: MLF209
    xgb.train({"max_depth": 3}, dtrain, num_boost_round=50)
