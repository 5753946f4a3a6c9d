"""Models named by what does not move by itself."""
import sys

import joblib
import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import Ridge

NAME = "churn"


def version():
    return mlflow.pyfunc.load_model(f"models:/{NAME}/7")


def alias():
    return mlflow.pyfunc.load_model(f"models:/{NAME}@champion")


def version_from_outside():
    return mlflow.pyfunc.load_model(f"models:/{NAME}/{sys.argv[1]}")


def version_of_an_alias():
    found = MlflowClient().get_model_version_by_alias(NAME, "champion")
    return mlflow.pyfunc.load_model(f"models:/{NAME}/{found.version}")


def fixed_run():
    return mlflow.sklearn.load_model("runs:/3f2c9d1e8b7a4c6d9e0f1a2b3c4d5e6f/model")


def own_run(features, target):
    with mlflow.start_run() as run:
        mlflow.sklearn.log_model(Ridge().fit(features, target), name="ridge", input_example=features[:2])
    return mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/ridge")


def best_by_metric(experiment):
    runs = mlflow.search_runs([experiment], order_by=["metrics.auc DESC"], max_results=1)
    return mlflow.sklearn.load_model(f"runs:/{runs.iloc[0].run_id}/model")


def logged_model(features, target):
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(Ridge().fit(features, target), name="ridge", input_example=features[:2])
    return mlflow.sklearn.load_model(info.model_uri)


def by_model_id():
    return mlflow.pyfunc.load_model("models:/m-0123456789abcdef0123456789abcdef")


def local_folder():
    return mlflow.sklearn.load_model("models/latest")


def another_library():
    return joblib.load("models/Production/latest.joblib")


def just_registered(uri):
    registered = mlflow.register_model(uri, NAME)
    return mlflow.pyfunc.load_model(f"models:/{NAME}/{registered.version}")


def a_model_called_latest():
    return mlflow.pyfunc.load_model("models:/latest-prices/3")
