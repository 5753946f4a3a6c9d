import lightgbm as lgb
import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
params = {
    "objective": "binary",  # expect: MLF201
    "num_leaves": 31,
    # how it runs and what it prints is not learnt
    "metric": "auc",
    "verbose": -1,
    "n_jobs": -1,
    "device": "gpu",
}
with mlflow.start_run():
    mlflow.log_params({"num_leaves": 31, "num_boost_round": 10})
    lgb.train(params, lgb.Dataset(x, y), num_boost_round=10)
