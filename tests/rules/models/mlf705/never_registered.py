"""Models of several flavors that nothing registers."""
import mlflow
from sklearn.linear_model import Ridge


def linear(features, target):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="ridge", input_example=features[:2])  # expect: MLF705


def network(model):
    with mlflow.start_run():
        mlflow.pytorch.log_model(model, name="net")  # expect: MLF705


def booster(model):
    with mlflow.start_run():
        info = mlflow.xgboost.log_model(model, name="booster")  # expect: MLF705
    return info.model_uri


class Publisher:
    def publish(self, model):
        with mlflow.start_run():
            mlflow.lightgbm.log_model(model, name="light")  # expect: MLF705


def publish(model):
    Publisher().publish(model)


def without_a_name(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", registered_model_name=None)  # expect: MLF705


def function(model):
    with mlflow.start_run():
        mlflow.pyfunc.log_model(name="wrapped", python_model=model)  # expect: MLF705
