"""Every run here ends, though not in a with-block of the function that starts it."""
import atexit
import contextlib

import keras
import mlflow
import pytest
from mlflow import MlflowClient, end_run
from openlineage.client import OpenLineageClient
from pytorch_lightning.callbacks import Callback
from sklearn.linear_model import SGDClassifier


def with_the_handle(features, target):
    run = mlflow.start_run()
    mlflow.log_param("rows", len(features))
    with run:
        SGDClassifier(random_state=1).fit(features, target)


def at_exit():
    atexit.register(mlflow.end_run)
    mlflow.start_run(run_name="daemon")
    mlflow.log_param("kind", "daemon")


@pytest.fixture
def tracked():
    run = mlflow.start_run()
    yield run
    mlflow.end_run()


class Session:
    def __enter__(self):
        self.run = mlflow.start_run()
        return self

    def __exit__(self, kind, error, trace):
        mlflow.end_run("FAILED" if kind else "FINISHED")


def in_session(features):
    with Session():
        mlflow.log_param("rows", len(features))


class KerasRun(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        mlflow.start_run(run_name="keras")

    def on_train_end(self, logs=None):
        mlflow.end_run()


class LightningRun(Callback):
    def on_fit_start(self, trainer, pl_module):
        mlflow.start_run(run_name="lightning")

    def on_fit_end(self, trainer, pl_module):
        mlflow.end_run()


def both_outcomes(features, target):
    mlflow.start_run()
    try:
        SGDClassifier().fit(features, target)
    except ValueError:
        end_run("FAILED")
        raise
    else:
        end_run()


def either(tracking, features):
    context = mlflow.start_run() if tracking else contextlib.nullcontext()
    with context:
        print(len(features))


def same_switch(tracking, features):
    if tracking:
        mlflow.start_run()
        mlflow.log_param("rows", len(features))
    print(len(features))
    if tracking:
        mlflow.end_run()


def by_client(experiment_id):
    client = MlflowClient()
    run = client.create_run(experiment_id)
    client.log_param(run.info.run_id, "kind", "batch")


def of_another_library():
    client = OpenLineageClient()
    client.start_run()


def until_good(features, target):
    while True:
        mlflow.start_run()
        score = SGDClassifier().fit(features, target).score(features, target)
        mlflow.log_metric("accuracy", score)
        mlflow.end_run()
        if score > 0.9:
            break


def ends_the_previous(names):
    for name in names:
        mlflow.end_run()
        mlflow.start_run(run_name=name)
        mlflow.set_tag("fold", name)
    mlflow.end_run()
