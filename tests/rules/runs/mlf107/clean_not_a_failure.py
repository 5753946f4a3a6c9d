"""Handlers that hide no failure of a training: told to MLflow, raised again, or about something else."""
import sys

import mlflow
from mlflow.exceptions import MlflowException
from sklearn.linear_model import Ridge


def interrupted(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except KeyboardInterrupt:
            print("stopped")


def of_mlflow(x, y):
    with mlflow.start_run():
        try:
            model = Ridge().fit(x, y)
            mlflow.log_metric("r2", model.score(x, y))
        except MlflowException as error:
            print("not logged", error)


def exits(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except Exception as error:
            print(error)
            sys.exit(1)


def tagged(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except Exception as error:
            mlflow.set_tag("error", str(error))
            return None


def wrapped(x, y):
    with mlflow.start_run():
        try:
            Ridge().fit(x, y)
        except ValueError as error:
            raise RuntimeError("no model") from error


def main(x, y):
    interrupted(x, y)
    of_mlflow(x, y)
    tagged(x, y)
    wrapped(x, y)
    exits(x, y)


main([[1.0], [2.0]], [1, 2])
