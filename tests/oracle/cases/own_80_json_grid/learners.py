import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn.datasets import make_friedman2

X, y = make_friedman2(160, noise=1.0, random_state=0)


def _score(pred):
    error = pred - y[120:]
    return {"rmse": float(np.sqrt((error**2).mean())), "bias": float(error.mean())}


def train_lgb(params):
    booster = lgb.train({"verbosity": -1, "num_threads": 1, **params}, lgb.Dataset(X[:120], y[:120]), 10)
    return _score(booster.predict(X[120:]))


def train_xgb(params):
    booster = xgb.train({"nthread": 1, **params}, xgb.DMatrix(X[:120], y[:120]), 10)
    return _score(booster.predict(xgb.DMatrix(X[120:])))


LEARNERS = {"lgb": train_lgb, "xgb": train_xgb}
