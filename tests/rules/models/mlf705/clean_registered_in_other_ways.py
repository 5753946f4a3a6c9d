"""Models that come into the registry by a way of their own."""
import functools

import mlflow
from mlflow import MlflowClient


def by_its_run(model):
    with mlflow.start_run() as run:
        mlflow.sklearn.log_model(model, name="ridge")
    mlflow.register_model(f"runs:/{run.info.run_id}/ridge", "houses")


def inside_the_run(model):
    with mlflow.start_run():
        info = mlflow.pytorch.log_model(model, name="net")
        mlflow.register_model(model_uri=info.model_uri, name="houses")


OPTIONS = {"name": "booster", "registered_model_name": "houses"}


def by_options(model):
    with mlflow.start_run():
        mlflow.xgboost.log_model(model, **OPTIONS)


log_houses = functools.partial(mlflow.sklearn.log_model, registered_model_name="houses")


def by_partial(model):
    with mlflow.start_run():
        log_houses(model, name="ridge")


def by_version(model):
    client = MlflowClient()
    client.create_registered_model("houses")
    with mlflow.start_run() as run:
        mlflow.lightgbm.log_model(model, name="light")
        client.create_model_version(
            name="houses", source=f"{run.info.artifact_uri}/light", run_id=run.info.run_id
        )


def if_it_is_good(model, score):
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(model, name="ridge")
        mlflow.log_metric("r2", score)
    if score > 0.8:
        mlflow.register_model(info.model_uri, "houses")


def given_from_outside(model, registered):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="ridge", registered_model_name=registered)
