"""Files that MLflow has too, or that hold no model of a run."""
import json
import pickle
import tempfile
from pathlib import Path

import joblib
import mlflow
import torch
import xgboost as xgb
from mlflow import MlflowClient
from sklearn.linear_model import Lasso
from sklearn.preprocessing import LabelEncoder


def file_is_logged(features, target):
    with mlflow.start_run():
        joblib.dump(Lasso(alpha=0.1).fit(features, target), "lasso.joblib")
        mlflow.log_artifact("lasso.joblib", artifact_path="model")


def folder_is_logged(features, target):
    with mlflow.start_run(), tempfile.TemporaryDirectory() as folder:
        with open(Path(folder) / "lasso.pkl", "wb") as stream:
            pickle.dump(Lasso(alpha=0.1).fit(features, target), stream)
        mlflow.log_artifacts(folder)


def model_is_logged_too(features, target):
    with mlflow.start_run():
        model = Lasso(alpha=0.1).fit(features, target)
        joblib.dump(model, "lasso.joblib")
        mlflow.sklearn.log_model(model, name="lasso", input_example=features[:2])


def by_the_client(dtrain):
    client = MlflowClient()
    with mlflow.start_run() as run:
        model = xgb.train({"eta": 0.1}, dtrain)
        model.save_model("booster.json")
        client.log_artifact(run.info.run_id, "booster.json")


def by_autolog(features, target):
    mlflow.sklearn.autolog()
    with mlflow.start_run():
        joblib.dump(Lasso(alpha=0.1).fit(features, target), "copy.joblib")


def an_encoder(labels):
    with mlflow.start_run():
        encoder = LabelEncoder().fit(labels)
        joblib.dump(encoder, "labels.joblib")
        mlflow.log_metric("classes", len(encoder.classes_))


def only_predictions(model, features):
    with mlflow.start_run():
        with open("predictions.pkl", "wb") as stream:
            pickle.dump(model.predict(features), stream)


def outside_any_run(features, target):
    joblib.dump(Lasso(alpha=0.1).fit(features, target), "offline.joblib")


def settings_only(settings):
    with mlflow.start_run():
        with open("settings.json", "w") as stream:
            json.dump(settings, stream)
        torch.save({"epoch": 3}, "state.pt")


def flavor_model_is_saved_and_logged(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()
        path = "weights.pt"
        torch.save(model.state_dict(), path)
        mlflow.log_artifact(path)


def loads_and_measures(path, features, target):
    model = joblib.load(path)
    with mlflow.start_run():
        mlflow.log_metric("r2", model.score(features, target))
