"""Facts about large things, which are small."""
import hashlib

import mlflow
import numpy as np
import pandas as pd


def shape_and_names(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_params({"shape": frame.shape, "columns": frame.columns.tolist(), "size": frame.size})


def types(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("target_type", frame["y"].dtype)


def fingerprint(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("hash", hashlib.sha256(frame.to_csv().encode()).hexdigest())


def cut(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("start", frame.to_csv()[:500])


def as_artifacts(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_text(frame.to_csv(), "data.csv")
        mlflow.log_dict(frame.to_dict("records"), "data.json")
        mlflow.log_table(frame, "table.json")


def statistics(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_param("mean", frame["a"].mean())
        mlflow.log_param("missing", int(frame.isna().sum().sum()))


def short_lists():
    with mlflow.start_run():
        mlflow.log_param("layers", list(range(100)))
        mlflow.log_param("mask", [0] * 50)


def at_the_limit():
    with mlflow.start_run():
        mlflow.log_param("text", "x" * 6000)


def number_of_rows(path):
    with mlflow.start_run():
        mlflow.log_param("rows", len(pd.read_csv(path)))
        mlflow.log_param("classes", pd.read_csv(path)["y"].nunique())


def where_it_is(path):
    frame = pd.read_csv(path)
    with mlflow.start_run():
        mlflow.log_input(mlflow.data.from_pandas(frame, source=path))
        mlflow.log_param("path", path)


def array_facts(path):
    array = np.load(path)
    with mlflow.start_run():
        mlflow.log_param("shape", array.shape)
        mlflow.log_param("ndim", array.ndim)
