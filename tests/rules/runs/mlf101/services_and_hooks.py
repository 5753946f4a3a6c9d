"""Runs that somebody starts in a hook, a task or a handler, and nobody ends."""
import contextlib
import logging

import keras
import lightgbm as lgb
import mlflow
import optuna
from celery import Celery
from flask import Flask, jsonify, request
from prefect import task
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

log = logging.getLogger("train")
web = Flask(__name__)
queue = Celery("jobs")


@web.route("/retrain", methods=["POST"])
def retrain():
    rows = request.get_json()
    mlflow.start_run(run_name="retrain")  # expect: MLF101
    mlflow.log_param("rows", len(rows))
    return jsonify(ok=True)


@queue.task
def nightly(features, target):
    run = mlflow.start_run(tags={"trigger": "cron"})  # expect: MLF101
    model = SGDClassifier(alpha=1e-4, random_state=1).fit(features, target)
    mlflow.log_metric("accuracy", model.score(features, target))
    return run.info.run_id


@task(retries=2)
def fit_boosting(features, target, params: dict):
    mlflow.start_run()  # expect: MLF101
    mlflow.log_params(params)
    try:
        return lgb.LGBMClassifier(**params).fit(features, target)
    except ValueError:
        mlflow.end_run("FAILED")
        raise


class Recorder(keras.callbacks.Callback):
    """Starts with the training and forgets the end."""

    def on_train_begin(self, logs=None):
        mlflow.start_run(run_name="keras")  # expect: MLF101
        mlflow.log_params(self.params)

    def on_epoch_end(self, epoch, logs=None):
        mlflow.log_metrics(logs, step=epoch)


def fit_network(network: keras.Model, features, target):
    network.fit(features, target, epochs=3, callbacks=[Recorder()])


def objective(trial):
    mlflow.start_run(nested=True)  # expect: MLF101
    rate = trial.suggest_float("learning_rate", 0.01, 0.3)
    mlflow.log_param("learning_rate", rate)
    return (rate - 0.1) ** 2


def search():
    with mlflow.start_run(run_name="search"):
        study = optuna.create_study()
        study.optimize(objective, n_trials=30)


def skip_small(folds):
    for name, (features, target) in folds.items():
        mlflow.start_run(run_name=name)  # expect: MLF101
        if len(features) < 100:
            log.warning("fold %s is too small", name)
            continue
        model = GradientBoostingClassifier(random_state=3).fit(features, target)
        mlflow.log_metric("accuracy", model.score(features, target))
        mlflow.end_run()


def only_on_error(features, target):
    run = mlflow.start_run()  # expect: MLF101
    with contextlib.suppress(RuntimeError):
        mlflow.sklearn.log_model(SGDClassifier().fit(features, target), name="model")
    if run.info.status != "RUNNING":
        mlflow.end_run()


class Experiment:
    def __init__(self, name):
        self.run = mlflow.start_run(run_name=name)

    def record(self, **scores):
        mlflow.log_metrics(scores)


def compare(names):
    for name in names:
        Experiment(name).record(accuracy=0.5)  # expect: MLF101


def early_exit(path, features, target):
    run = mlflow.start_run(run_name="calibration")  # expect: MLF101
    mlflow.log_param("path", path)
    if not path.endswith(".parquet"):
        return None
    model = SGDClassifier(loss="log_loss", random_state=1).fit(features, target)
    mlflow.log_metric("accuracy", model.score(features, target))
    mlflow.end_run()
    return run.info.run_id
