import pickle

import joblib
import mlflow
import pandas as pd
import torch
import xgboost as xgb
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sklearn.svm import SVC

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

with mlflow.start_run():
    ridge = Ridge().fit(x, y)
    joblib.dump(ridge, "ridge.joblib")  # expect: MLF704 "joblib.dump"

with mlflow.start_run():
    lasso = Lasso().fit(x, y)
    with open("lasso.pkl", "wb") as out:
        pickle.dump(lasso, out)  # expect: MLF704

with mlflow.start_run():
    booster = xgb.train({"max_depth": 2}, xgb.DMatrix(x, y), num_boost_round=5)
    booster.save_model("booster.json")  # expect: MLF704


def save(model, path):
    joblib.dump(model, path)  # expect: MLF704


with mlflow.start_run():
    logistic = LogisticRegression().fit(x, y)
    save(logistic, "logistic.joblib")

svc = SVC().fit(x, y)
with mlflow.start_run():
    mlflow.log_metric("accuracy", svc.score(x, y))
    joblib.dump({"model": svc, "columns": ["a"]}, "svc.joblib")  # expect: MLF704
