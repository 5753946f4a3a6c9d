"""Runs that have a name, or whose name is not theirs to give."""
import functools
import uuid
from datetime import datetime

import mlflow
from kedro_mlflow.framework.hooks import MlflowHook
from lightning.pytorch import Trainer
from lightning.pytorch.loggers import MLFlowLogger
from mlflow import MlflowClient
from transformers import TrainingArguments


def by_helper(kind):
    return f"{kind}-{uuid.uuid4().hex[:6]}"


def function_name():
    with mlflow.start_run(run_name=by_helper("tree")):
        mlflow.log_param("kind", "tree")


def keyword_later():
    settings = {"nested": True}
    settings["run_name"] = f"{datetime.now():%Y-%m-%d}"
    with mlflow.start_run(**settings):
        mlflow.log_param("kind", "tree")


def from_outside(**kwargs):
    with mlflow.start_run(**kwargs):
        mlflow.log_param("kind", "tree")


named = functools.partial(mlflow.start_run, run_name="nightly")


def partial_start():
    with named():
        mlflow.log_param("kind", "tree")


def tag_by_name(name):
    with mlflow.start_run():
        mlflow.set_tags({"mlflow.runName": name, "team": "risk"})


def renamed_by_client(name):
    with mlflow.start_run() as run:
        mlflow.log_param("kind", "tree")
        MlflowClient().set_tag(run.info.run_id, "mlflow.runName", name)


def renamed_at_the_end(name):
    with mlflow.start_run() as run:
        mlflow.log_param("kind", "tree")
        MlflowClient().update_run(run.info.run_id, name=name)


def continues(run_id):
    with mlflow.start_run(run_id):
        mlflow.log_metric("auc", 0.8)


def by_lightning(model):
    logger = MLFlowLogger(experiment_name="faces", run_name="resnet")
    Trainer(max_epochs=2, logger=logger).fit(model)


def by_transformers():
    return TrainingArguments("out", report_to="mlflow", run_name="bert")


def of_the_hook():
    return MlflowHook()


def not_mlflow(client):
    with client.start_run() as run:
        return run


def begin(name=None):
    return mlflow.start_run(run_name=name or "default")


def default_of_a_helper():
    with begin():
        mlflow.log_param("kind", "tree")
