"""With an example, or without a signature (that is another rule)."""
import mlflow
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge


def both(features, target):
    with mlflow.start_run():
        model = Ridge().fit(features, target)
        signature = infer_signature(features, model.predict(features))
        mlflow.sklearn.log_model(model, name="m", signature=signature, input_example=features[:2])


def example_alone(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="m", input_example=features[:2])


def neither(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="m")


def by_autolog(features, target):
    mlflow.sklearn.autolog(log_model_signatures=True)
    with mlflow.start_run():
        Ridge().fit(features, target)


def from_outside(features, target, **options):
    with mlflow.start_run():
        model = Ridge().fit(features, target)
        mlflow.sklearn.log_model(model, name="m", signature=infer_signature(features), **options)


def given_example(features, target, example):
    with mlflow.start_run():
        model = Ridge().fit(features, target)
        mlflow.sklearn.log_model(model, name="m", signature=infer_signature(features), input_example=example)


def in_a_dict(features, target):
    options = {"signature": infer_signature(features), "input_example": features[:1]}
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="m", **options)


def by_position(features, target):
    with mlflow.start_run():
        model = Ridge().fit(features, target)
        mlflow.xgboost.log_model(model, name="m", input_example=features[:1], signature=infer_signature(features))


def only_an_artifact(path):
    with mlflow.start_run():
        mlflow.log_artifact(path)


def signature_is_none(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="m", signature=None)
