"""A signature and no example."""
import mlflow
import pandas as pd
from mlflow.models import ModelSignature, infer_signature
from mlflow.types.schema import ColSpec, Schema
from sklearn.linear_model import Ridge

SCHEMA = ModelSignature(inputs=Schema([ColSpec("double", "rooms")]), outputs=Schema([ColSpec("double")]))


def by_constant(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="ridge", signature=SCHEMA)  # expect: MLF702


def of_a_network(network, batch):
    with mlflow.start_run():
        signature = infer_signature(batch.numpy(), network(batch).detach().numpy())
        mlflow.pytorch.log_model(network, name="net", signature=signature)  # expect: MLF702


def of_a_booster(booster, frame):
    with mlflow.start_run():
        mlflow.xgboost.log_model(booster, name="booster", signature=infer_signature(frame, booster.predict(frame)))  # expect: MLF702
        mlflow.lightgbm.log_model(booster, name="light", signature=SCHEMA)  # expect: MLF702


class Publisher:
    options = {"signature": SCHEMA, "registered_model_name": "houses"}

    def publish(self, model):
        with mlflow.start_run():
            mlflow.sklearn.log_model(model, name="model", **self.options)  # expect: MLF702


def publish(features, target):
    Publisher().publish(Ridge().fit(features, target))


def without_example_by_hand(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="m", signature=SCHEMA, input_example=None)  # expect: MLF702


def of_keras(network, frame: pd.DataFrame):
    with mlflow.start_run():
        mlflow.keras.log_model(network, name="keras", signature=infer_signature(frame))  # expect: MLF702
        mlflow.tensorflow.log_model(network, name="tf", signature=infer_signature(frame))  # expect: MLF702


def of_a_function(model):
    with mlflow.start_run():
        mlflow.pyfunc.log_model(name="wrapped", python_model=model, signature=SCHEMA)  # expect: MLF702
        mlflow.catboost.log_model(model, name="cat", signature=SCHEMA)  # expect: MLF702
