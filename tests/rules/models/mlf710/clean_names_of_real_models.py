"""Names that MLflow takes, and texts that name something else."""
import mlflow
from mlflow import MlflowClient


def dashes(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="churn-model_v2")


def spaces(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="churn model (best) @ v2")


def dots_in_the_registry(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", registered_model_name="catalog.schema.churn")


def made_valid(model, version="1.2"):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name=f"churn-{version.replace('.', '_')}")


def path_of_an_artifact(path):
    with mlflow.start_run():
        mlflow.log_artifact(path, artifact_path="models/best.d")


def path_of_a_file(model):
    mlflow.sklearn.save_model(model, "models/best.d", serialization_format="cloudpickle")


def address(name):
    return mlflow.pyfunc.load_model(f"models:/{name}/3")


def from_outside(model, name):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name=name)


def letters(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="größe")


def version_description():
    MlflowClient().update_model_version("churn", "3", description="F1: 0.9 / 'good'")


def no_name(model):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name=None)
