"""Scores and losses of several libraries, written as parameters."""
import json

import keras
import lightgbm as lgb
import mlflow
import numpy as np
import statsmodels.api as sm
import torch
import xgboost as xgb
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import (
    balanced_accuracy_score,
    classification_report,
    mean_absolute_percentage_error,
    precision_recall_fscore_support,
    silhouette_score,
)
from sklearn.model_selection import GridSearchCV


def from_keras_history(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    with mlflow.start_run():
        history = model.fit(features, target, epochs=3, validation_split=0.2)
        mlflow.log_param("val_accuracy", history.history["val_accuracy"][-1])  # expect: MLF206


def from_keras_evaluate(features, target):
    model = keras.models.load_model("model.keras")
    with mlflow.start_run():
        loss, accuracy = model.evaluate(features, target)
        mlflow.log_params({
            "test_loss": loss,  # expect: MLF206
            "test_accuracy": accuracy,  # expect: MLF206
        })


def last_loss(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    with mlflow.start_run():
        for batch in batches:
            loss = torch.nn.functional.mse_loss(model(batch), batch[:, :1])
            loss.backward()
            optimizer.step()
        mlflow.log_param("final_loss", loss.item())  # expect: MLF206


def best_of_the_grid(features, target):
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]})
    with mlflow.start_run():
        search.fit(features, target)
        mlflow.log_params(search.best_params_)
        mlflow.log_param("best_score", search.best_score_)  # expect: MLF206


class Evaluation:
    def __init__(self, model, features, target):
        predicted = model.predict(features)
        self.mape = mean_absolute_percentage_error(target, predicted)

    def record(self):
        with mlflow.start_run():
            mlflow.log_param("mape", self.mape)  # expect: MLF206


def evaluate(features, target):
    Evaluation(Ridge().fit(features, target), features, target).record()


def clusters(points):
    with mlflow.start_run():
        for k in (2, 3, 4):
            labels = KMeans(n_clusters=k, random_state=1).fit_predict(points)
            mlflow.log_param(f"silhouette_{k}", float(silhouette_score(points, labels)))  # expect: MLF206


def from_a_report(model, features, target):
    report = classification_report(target, model.predict(features), output_dict=True)
    with mlflow.start_run():
        mlflow.log_param("macro_f1", report["macro avg"]["f1-score"])  # expect: MLF206


def unpacked(model, features, target):
    precision, recall, _, _ = precision_recall_fscore_support(target, model.predict(features), average="macro")
    with mlflow.start_run():
        mlflow.log_param("precision", f"{precision:.3f}")  # expect: MLF206
        mlflow.log_metric("recall", recall)


def of_statsmodels(frame):
    result = sm.OLS(frame["price"], sm.add_constant(frame[["rooms"]])).fit()
    with mlflow.start_run():
        mlflow.log_param("r2", result.rsquared)  # expect: MLF206


def by_name(features, target):
    model = RandomForestClassifier(random_state=1).fit(features, target)
    scores = {"balanced_accuracy": balanced_accuracy_score(target, model.predict(features))}
    with mlflow.start_run():
        for name, score in scores.items():
            mlflow.log_param(name, score)  # expect: MLF206


def rounds_of_xgboost(dtrain, dvalid):
    results = {}
    with mlflow.start_run():
        xgb.train({"eta": 0.1}, dtrain, evals=[(dvalid, "valid")], evals_result=results)
        mlflow.log_param("valid_rmse", results["valid"]["rmse"][-1])  # expect: MLF206


def through_json(model, features, target):
    with mlflow.start_run():
        payload = json.dumps({"rows": len(features)})
        mlflow.log_param("payload", payload)
        mlflow.log_param("oob", np.round(model.score(features, target), 2))  # expect: MLF206


def of_the_booster(train, valid):
    booster = lgb.train({"objective": "binary"}, train, valid_sets=[valid])
    with mlflow.start_run():
        mlflow.log_param("best_score", booster.best_score["valid_0"]["binary_logloss"])  # expect: MLF206
