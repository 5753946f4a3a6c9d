"""Several experiments: by name, by id, by environment; order decides."""
import os

import mlflow
from mlflow import MlflowClient

client = MlflowClient()
archive_id = client.create_experiment("archive", tags={"purpose": "old"})


def log(value, **kwargs):
    with mlflow.start_run(**kwargs):
        mlflow.log_metric("value", value)


log(0, run_name="first")
mlflow.set_experiment("alpha")
log(1, run_name="second")
log(2, run_name="third", experiment_id=archive_id)
with mlflow.start_run(run_name="outer"):
    mlflow.set_experiment("beta")
    mlflow.log_param("where", "alpha")
    with mlflow.start_run(run_name="inner", nested=True):
        mlflow.log_param("where", "beta")
mlflow.set_experiment(experiment_id=archive_id)
log(3, run_name="fourth")
os.environ["MLFLOW_EXPERIMENT_NAME"] = "gamma"
log(4, run_name="fifth")
