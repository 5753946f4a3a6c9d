"""Models of a run that only a local file holds."""
import pickle
from pathlib import Path

import catboost
import cloudpickle
import joblib
import keras
import lightgbm as lgb
import mlflow
import torch
import xgboost as xgb
from sklearn.linear_model import Lasso
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

MODELS = Path("models")


def pickled(features, target):
    with mlflow.start_run():
        model = Lasso(alpha=0.1).fit(features, target)
        with open(MODELS / "lasso.pkl", "wb") as stream:
            pickle.dump(model, stream)  # expect: MLF704


def cloud(features, target):
    with mlflow.start_run():
        pipe = make_pipeline(StandardScaler(), Lasso(alpha=0.1)).fit(features, target)
        with Path("pipe.pkl").open("wb") as stream:
            cloudpickle.dump(pipe, stream)  # expect: MLF704


def weights(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for step, batch in enumerate(batches):
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()
            mlflow.log_metric("loss", loss.item(), step=step)
        torch.save(model.state_dict(), "weights.pt")  # expect: MLF704


def network(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run():
        model.fit(features, target, epochs=3)
        model.save("network.keras")  # expect: MLF704


def booster(dtrain):
    with mlflow.start_run():
        model = xgb.train({"eta": 0.1}, dtrain)
        model.save_model("booster.json")  # expect: MLF704


def light(train):
    with mlflow.start_run():
        model = lgb.train({"num_leaves": 7}, train)
        model.save_model("light.txt")  # expect: MLF704


def cat(features, target):
    with mlflow.start_run():
        model = catboost.CatBoostRegressor(depth=4).fit(features, target)
        model.save_model("cat.cbm")  # expect: MLF704


class Job:
    def __init__(self, path):
        self.path = path

    def store(self, model):
        joblib.dump(model, self.path)  # expect: MLF704

    def run(self, features, target):
        with mlflow.start_run():
            self.store(Lasso(alpha=0.1).fit(features, target))


def job(features, target):
    Job("job.joblib").run(features, target)


def in_a_dictionary(features, target):
    with mlflow.start_run():
        model = Lasso(alpha=0.1).fit(features, target)
        joblib.dump({"model": model, "columns": ["a"]}, "bundle.joblib")  # expect: MLF704


def checkpoint(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, "last.ckpt")  # expect: MLF704
