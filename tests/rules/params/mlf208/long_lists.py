import mlflow
import pandas as pd


def numbers():
    with mlflow.start_run():
        mlflow.log_param("indices", list(range(5000)))  # expect: MLF208


def joined(paths):
    frame = pd.concat([pd.read_csv(path) for path in paths])
    with mlflow.start_run():
        mlflow.log_param("all", frame)  # expect: MLF208


def zeros():
    with mlflow.start_run():
        mlflow.log_param("mask", [0] * 4000)  # expect: MLF208


def text():
    line = "0123456789" * 10
    with mlflow.start_run():
        mlflow.log_param("text", "\n".join([line] * 80))  # expect: MLF208
