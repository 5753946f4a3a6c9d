"""Stores that are no folders, and folders that are no stores."""
import os
import tempfile

import mlflow
from mlflow import MlflowClient


def database():
    mlflow.set_tracking_uri("sqlite:///mlruns/mlflow.db")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def server():
    mlflow.set_tracking_uri("http://mlflow.example.org/mlruns")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def from_the_environment():
    mlflow.set_tracking_uri(os.environ["MLFLOW_URI"])
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def databricks():
    mlflow.set_tracking_uri("databricks")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def profile():
    mlflow.set_tracking_uri("databricks://research")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def postgres(host):
    client = MlflowClient(f"postgresql://{host}/mlflow")
    run = client.create_run("0")
    client.log_param(run.info.run_id, "x", 1)


def place_of_artifacts():
    mlflow.create_experiment("demand", artifact_location="file:./artifacts")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def artifact_folder(path):
    with mlflow.start_run(), tempfile.TemporaryDirectory(dir="mlruns") as folder:
        mlflow.log_artifacts(folder)


def unity():
    mlflow.set_tracking_uri("uc:catalog.schema")
    with mlflow.start_run():
        mlflow.log_param("x", 1)


def default_place():
    with mlflow.start_run():
        mlflow.log_param("x", 1)
