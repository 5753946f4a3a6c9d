"""Names that MLflow refuses."""
import mlflow
from mlflow import MlflowClient
from mlflow.sklearn import log_model

VERSION = "1.2"


def dotted(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name=f"churn-{VERSION}")  # expect: MLF710


def folder(model):
    with mlflow.start_run():
        mlflow.pytorch.log_model(model, artifact_path="models/best")  # expect: MLF710


def by_position(model):
    with mlflow.start_run():
        log_model(model, "rf.pkl")  # expect: MLF710


def percent(model):
    with mlflow.start_run():
        mlflow.xgboost.log_model(model, name="top 10%")  # expect: MLF710


def registered(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", registered_model_name="team/churn")  # expect: MLF710


def registered_later(uri):
    mlflow.register_model(uri, "churn:v2")  # expect: MLF710


def by_the_client():
    client = MlflowClient()
    client.create_registered_model("risk/churn")  # expect: MLF710


def quoted(model):
    with mlflow.start_run():
        mlflow.lightgbm.log_model(model, name="anna's model")  # expect: MLF710


def time_of_day(model):
    with mlflow.start_run():
        mlflow.keras.log_model(model, name="model-12:30")  # expect: MLF710


class Publisher:
    name = "nets/unet"

    def publish(self, model):
        with mlflow.start_run():
            mlflow.pytorch.log_model(model, name=self.name)  # expect: MLF710


def publish(model):
    Publisher().publish(model)
