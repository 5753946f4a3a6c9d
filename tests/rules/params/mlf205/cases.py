import sys

import mlflow


def epochs():
    with mlflow.start_run():
        for epoch in range(10):
            mlflow.log_param("epoch", epoch)  # expect: MLF205 "epoch"


def best_so_far(values):
    best = None
    with mlflow.start_run():
        for value in [3, 1, 2]:
            if best is None or value < best:
                best = value
            mlflow.log_param("value", value)  # expect: MLF205


def twice():
    with mlflow.start_run():
        mlflow.log_param("status", "started")
        mlflow.log_metric("x", 1)
        mlflow.log_param("status", "done")  # expect: MLF205 "status"


def in_dict():
    with mlflow.start_run():
        mlflow.log_param("lr", 0.1)
        mlflow.log_params({"lr": 0.01, "depth": 3})  # expect: MLF205


def helper(name):
    mlflow.log_param("stage", name)  # expect: MLF205


def through_helper():
    with mlflow.start_run():
        helper("clean")
        helper("train")


def folds():
    with mlflow.start_run():
        for fold in range(5):
            params = {"fold": fold, "seed": 1}
            mlflow.log_params(params)  # expect: MLF205


def bare():
    mlflow.start_run()
    mlflow.log_param("a", 1)
    mlflow.log_param("a", 2)  # expect: MLF205
    mlflow.end_run()


def estimators():
    with mlflow.start_run():
        for name in ("ridge", "lasso", "svr"):
            mlflow.log_param("model", name)  # expect: MLF205


epochs()
best_so_far([])
twice()
in_dict()
through_helper()
folds()
bare()
estimators()
