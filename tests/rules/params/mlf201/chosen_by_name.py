"""One start_run() for trainings that are chosen by name: no fix, for it would record the one's settings for the other."""
import lightgbm as lgb
import mlflow
import numpy as np
import xgboost as xgb
from sklearn.datasets import make_friedman1


def boosted(x, y, rounds):
    return xgb.train({"max_depth": 2}, xgb.DMatrix(x, y), rounds).predict(xgb.DMatrix(x))  # expect: MLF201 "max_depth=2"


def leafy(x, y, rounds):
    return lgb.train({"num_leaves": 4}, lgb.Dataset(x, y), rounds).predict(x)  # expect: MLF201 "num_leaves=4"


WAYS = {"boosted": boosted, "leafy": leafy}
x, y = make_friedman1(150, random_state=0)
for name in WAYS:
    with mlflow.start_run(run_name=name):
        mlflow.log_param("num_boost_round", 8)
        predicted = WAYS[name](x, y, 8)
        mlflow.log_metric("rmse", float(np.sqrt(((predicted - y) ** 2).mean())))
