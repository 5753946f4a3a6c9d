"""Handlers after which nobody mistakes a failure for a result."""
import contextlib
import json
import os
import sys

import mlflow
import optuna
import xgboost as xgb
from mlflow import MlflowClient
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.linear_model import LogisticRegression


def killed_on_purpose(params, dtrain):
    with mlflow.start_run() as run:
        try:
            xgb.train(params, dtrain)
        except xgb.core.XGBoostError as error:
            MlflowClient().set_terminated(run.info.run_id, status="FAILED")
            print(error)


def raised_after_the_log(features, target):
    with mlflow.start_run():
        try:
            LogisticRegression().fit(features, target)
        except ValueError as error:
            mlflow.log_text(str(error), "error.txt")
            raise


def fails_through_a_helper(features, target):
    with mlflow.start_run():
        try:
            LogisticRegression().fit(features, target)
        except Exception as error:
            stop(error)


def stop(error):
    print(error)
    raise SystemExit(2)


def dies_hard(features, target):
    with mlflow.start_run():
        try:
            LogisticRegression().fit(features, target)
        except Exception:
            os._exit(1)


def pruned(trial, features, target):
    with mlflow.start_run(nested=True):
        try:
            return LogisticRegression().fit(features, target).score(features, target)
        except ValueError as error:
            raise optuna.TrialPruned() from error


def around_the_data(path):
    with mlflow.start_run():
        try:
            with open(path) as stream:
                rows = json.load(stream)
        except FileNotFoundError:
            rows = []
        return LogisticRegression().fit([[row["a"]] for row in rows], [row["y"] for row in rows])


def around_the_prediction(features, target):
    with mlflow.start_run():
        model = LogisticRegression().fit(features, target)
        try:
            model.predict_proba(features)
        except NotFittedError as error:
            print(error)


def around_the_whole_run(features, target):
    for c in (0.1, 1.0):
        try:
            with mlflow.start_run(run_name=f"C={c}"):
                mlflow.log_param("C", c)
                LogisticRegression(C=c).fit(features, target)
        except Exception as error:
            print("the run is FAILED, go on", error)


def around_an_upload(features, target):
    with mlflow.start_run():
        LogisticRegression().fit(features, target)
        with contextlib.suppress(OSError):
            mlflow.log_artifact("plot.png")


def remembers_and_raises(features, target):
    failure = None
    with mlflow.start_run():
        try:
            LogisticRegression().fit(features, target)
        except ValueError as error:
            failure = error
        if failure is not None:
            raise failure


def stopped_by_hand(features, target, model):
    with mlflow.start_run():
        try:
            while True:
                model.partial_fit(features, target)
        except KeyboardInterrupt:
            print("stopped, what was learnt so far counts")


def ends_as_failed(features, target):
    mlflow.start_run()
    status = "FINISHED"
    try:
        LogisticRegression().fit(features, target)
    except Exception as error:
        print(error)
        status = "FAILED"
    finally:
        mlflow.end_run(status)


def exit_by_quit(features, target):
    with mlflow.start_run():
        try:
            LogisticRegression().fit(features, target)
        except Exception as error:
            print(error, file=sys.stderr)
            quit(1)


def no_run_here(features, target):
    try:
        return LogisticRegression().fit(features, target)
    except (ValueError, ConvergenceWarning):
        return None
