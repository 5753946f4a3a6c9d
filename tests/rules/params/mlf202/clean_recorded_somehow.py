"""Runs whose parameters are recorded in another way, cannot be seen, or that train nothing."""
import json

import keras
import lightgbm as lgb
import mlflow
import yaml
from lightning.pytorch import Trainer
from lightning.pytorch.loggers import MLFlowLogger
from mlflow import MlflowClient
from mlflow.entities import Param
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.preprocessing import LabelEncoder
from sklearn.tree import DecisionTreeClassifier


def by_the_client(features, target, experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    model = LinearRegression().fit(features, target)
    client.log_batch(run.info.run_id, params=[Param("model", "ols")])
    client.log_metric(run.info.run_id, "r2", model.score(features, target))


def as_a_file(features, target):
    with mlflow.start_run():
        model = LogisticRegression().fit(features, target)
        mlflow.log_dict(model.get_params(), "params.json")


def as_text(features, target):
    with mlflow.start_run():
        model = LogisticRegression().fit(features, target)
        mlflow.log_text(json.dumps(model.get_params()), "params.txt")


def with_a_configuration(features, target):
    with open("config.yaml") as stream:
        config = yaml.safe_load(stream)
    with mlflow.start_run():
        mlflow.log_artifact("config.yaml")
        LogisticRegression(**config["model"]).fit(features, target)


def by_lightning(module, loader):
    logger = MLFlowLogger(experiment_name="faces")
    module.save_hyperparameters()
    Trainer(logger=logger).fit(module, loader)


def by_autolog(features, target):
    mlflow.lightgbm.autolog()
    with mlflow.start_run():
        lgb.LGBMClassifier().fit(features, target)


def only_encodes(labels):
    with mlflow.start_run():
        encoder = LabelEncoder().fit(labels)
        mlflow.log_metric("classes", len(encoder.classes_))


def loaded_model(features, target):
    model = mlflow.sklearn.load_model("models:/churn/4")
    with mlflow.start_run():
        mlflow.log_metric("accuracy", model.score(features, target))


def children_record(features, target):
    with mlflow.start_run(run_name="search"):
        for depth in (2, 4):
            with mlflow.start_run(nested=True):
                mlflow.log_param("max_depth", depth)
                DecisionTreeClassifier(max_depth=depth, random_state=1).fit(features, target)


class Remember(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        mlflow.log_params(self.params)


def in_a_callback(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile()
    with mlflow.start_run():
        model.fit(features, target, callbacks=[Remember()])


def fitted_elsewhere(model, features, target):
    with mlflow.start_run():
        mlflow.log_metric("accuracy", model.score(features, target))
        mlflow.sklearn.log_model(model, name="model", input_example=features[:2])
