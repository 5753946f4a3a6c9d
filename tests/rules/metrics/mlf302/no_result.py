"""Runs that say nothing about how good their model is."""
import keras
import lightgbm as lgb
import mlflow
import optuna
import pandas as pd
import torch
import xgboost as xgb
from prophet import Prophet
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from transformers import Trainer, TrainingArguments


class Job:
    params = {"n_estimators": 200, "max_depth": 6, "random_state": 3}

    def run(self, features, target):
        with mlflow.start_run(run_name="job"):  # expect: MLF302
            mlflow.log_params(self.params)
            model = RandomForestRegressor(**self.params).fit(features, target)
            mlflow.sklearn.log_model(model, name="forest", input_example=features[:3])


def forecast(path):
    with mlflow.start_run():  # expect: MLF302
        model = Prophet(changepoint_prior_scale=0.1)
        mlflow.log_param("changepoint_prior_scale", 0.1)
        model.fit(pd.read_csv(path))
        mlflow.prophet.log_model(model, name="model")


def clusters(points):
    with mlflow.start_run():  # expect: MLF302
        mlflow.log_param("n_clusters", 5)
        labels = KMeans(n_clusters=5, random_state=1).fit_predict(points)
        mlflow.log_text("\n".join(map(str, labels)), "labels.txt")


def network(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    mlflow.start_run()  # expect: MLF302
    mlflow.log_params({"epochs": 4, "optimizer": "adam", "loss": "mse"})
    model.fit(features, target, epochs=4)
    mlflow.keras.log_model(model, name="net")
    mlflow.end_run()


def loop_that_prints(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():  # expect: MLF302
        mlflow.log_param("lr", 0.1)
        for epoch in range(3):
            for batch in batches:
                loss = model(batch).mean()
                loss.backward()
                optimizer.step()
            print(f"epoch {epoch}: loss {loss.item():.3f}")


def boosted(dtrain):
    with mlflow.start_run():  # expect: MLF302
        params = {"eta": 0.2, "max_depth": 4}
        mlflow.log_params(params)
        booster = xgb.train(params, dtrain, num_boost_round=50)
        mlflow.log_param("num_boost_round", 50)
        mlflow.xgboost.log_model(booster, name="booster")


def objective(trial):
    with mlflow.start_run(nested=True):  # expect: MLF302
        alpha = trial.suggest_float("alpha", 1e-5, 1e-2)
        mlflow.log_param("alpha", alpha)
        SGDClassifier(alpha=alpha, random_state=1).fit([[1.0], [2.0]], [0, 1])
        return alpha


def study():
    optuna.create_study().optimize(objective, n_trials=3)


def pipeline(features, target):
    with mlflow.start_run(run_name="pipe"):  # expect: MLF302
        pipe = make_pipeline(StandardScaler(), SGDClassifier(alpha=0.01, random_state=1))
        mlflow.log_param("alpha", 0.01)
        pipe.fit(features, target)
        mlflow.set_tag("state", "trained")


def only_autologged_booster(train):
    mlflow.lightgbm.autolog(log_datasets=False)
    with mlflow.start_run():  # expect: MLF302
        lgb.train({"num_leaves": 15}, train, num_boost_round=10)


def transformer(model, dataset):
    arguments = TrainingArguments("out", num_train_epochs=2, report_to="none")
    with mlflow.start_run():  # expect: MLF302
        mlflow.log_param("num_train_epochs", 2)
        Trainer(model=model, args=arguments, train_dataset=dataset).train()
