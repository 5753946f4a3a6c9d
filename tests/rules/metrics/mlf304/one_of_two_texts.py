import datetime as dt

import mlflow


def name_of_the_best(scores):
    best = "none"
    if scores["ridge"] > scores["lasso"]:
        best = "ridge"
    with mlflow.start_run():
        mlflow.log_metric("best", best)  # expect: MLF304


def day():
    with mlflow.start_run():
        mlflow.log_metric("day", dt.date.today().isoformat())  # expect: MLF304
