"""What is written beside a logged mapping is not in it, whatever its keys are."""
import mlflow
import pandas as pd
import xgboost as xgb
from sklearn.ensemble import RandomForestRegressor


def boosted(train, params):
    with mlflow.start_run():
        mlflow.log_params(params)
        xgb.train(params=params, dtrain=train, num_boost_round=120)  # expect: MLF201 "num_boost_round"


def forest(data, **settings):
    with mlflow.start_run():
        mlflow.log_params(settings)
        RandomForestRegressor(max_depth=4, **settings).fit(data[["a"]], data["y"])  # expect: MLF201 "max_depth"


def other_mapping(data, params, extra):
    with mlflow.start_run():
        mlflow.log_params(params)
        mlflow.log_params(extra)
        RandomForestRegressor(max_depth=4, **params).fit(data[["a"]], data["y"])
