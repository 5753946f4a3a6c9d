import sys

import mlflow


def one_run_each():
    for depth in (2, 4):
        with mlflow.start_run():
            mlflow.log_param("depth", depth)


def nested_runs():
    with mlflow.start_run():
        mlflow.log_param("depth", "search")
        for depth in (2, 4):
            with mlflow.start_run(nested=True):
                mlflow.log_param("depth", depth)


def key_varies():
    with mlflow.start_run():
        for fold in range(3):
            mlflow.log_param(f"fold_{fold}_size", fold * 10)


def same_value():
    with mlflow.start_run():
        for _ in range(3):
            mlflow.log_param("seed", 42)
        mlflow.log_param("seed", "42")


def branches(fast):
    with mlflow.start_run():
        if fast:
            mlflow.log_param("mode", "fast")
        else:
            mlflow.log_param("mode", "full")


def once_after_break(rows):
    with mlflow.start_run():
        for row in rows:
            if row:
                mlflow.log_param("first", row)
                break


def metric_in_loop():
    with mlflow.start_run():
        for epoch in range(3):
            mlflow.log_metric("epoch", epoch, step=epoch)


def first_only():
    with mlflow.start_run():
        for epoch in range(3):
            if epoch == 0:
                mlflow.log_param("start", epoch)


def tags_may_change():
    with mlflow.start_run():
        mlflow.set_tag("status", "running")
        mlflow.set_tag("status", "done")


def two_dicts():
    with mlflow.start_run():
        mlflow.log_params({"a": 1})
        mlflow.log_params({"b": 2})


one_run_each()
nested_runs()
key_varies()
same_value()
branches(len(sys.argv) > 1)
once_after_break(sys.argv)
metric_in_loop()
first_only()
tags_may_change()
two_dicts()
