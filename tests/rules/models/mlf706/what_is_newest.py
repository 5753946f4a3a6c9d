"""Models named by something that moves."""
import os

import mlflow
from mlflow import MlflowClient, pyfunc
from mlflow.tracking import MlflowClient as Client

NAME = "churn"


def latest():
    return mlflow.sklearn.load_model(f"models:/{NAME}/latest")  # expect: MLF706


def stage():
    return pyfunc.load_model(model_uri="models:/churn/Production")  # expect: MLF706


def stage_from_outside(name):
    return mlflow.xgboost.load_model(f"models:/{name}/Staging")  # expect: MLF706


class Service:
    def __init__(self):
        self.uri = "models:/churn/latest"
        self.model = mlflow.pyfunc.load_model(self.uri)  # expect: MLF706


def service():
    return Service().model


def newest_version():
    client = MlflowClient()
    version = client.get_latest_versions(NAME)[0].version
    return mlflow.pyfunc.load_model(f"models:/{NAME}/{version}")  # expect: MLF706


def highest_version():
    versions = MlflowClient().search_model_versions(f"name='{NAME}'")
    newest = max(int(v.version) for v in versions)
    return mlflow.pyfunc.load_model(f"models:/{NAME}/{newest}")  # expect: MLF706


def last_run(experiment):
    runs = mlflow.search_runs([experiment], order_by=["start_time DESC"], max_results=1)
    run_id = runs.iloc[0].run_id
    return mlflow.sklearn.load_model(f"runs:/{run_id}/model")  # expect: MLF706


def last_run_of_the_client(experiment):
    run = Client().search_runs([experiment], order_by=["attributes.start_time DESC"], max_results=1)[0]
    return mlflow.pyfunc.load_model("runs:/" + run.info.run_id + "/model")  # expect: MLF706


def last_active():
    run = mlflow.last_active_run()
    return mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/model")  # expect: MLF706


def on_spark(spark):
    return mlflow.pyfunc.spark_udf(spark, model_uri=f"models:/{NAME}/Production")  # expect: MLF706


def download():
    return mlflow.artifacts.download_artifacts(artifact_uri="models:/churn/latest")  # expect: MLF706


def by_environment():
    name = os.environ["MODEL"]
    return mlflow.lightgbm.load_model("models:/%s/latest" % name)  # expect: MLF706
