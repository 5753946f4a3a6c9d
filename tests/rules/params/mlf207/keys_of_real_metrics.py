"""Keys as people write them, which MLflow refuses."""
import mlflow
from mlflow import MlflowClient, log_metric
from mlflow.entities import Metric


def detection(results):
    with mlflow.start_run():
        mlflow.log_metric("mAP@0.5", results[0])  # expect: MLF207
        mlflow.log_metrics({
            "metrics/mAP50(B)": results[1],  # expect: MLF207
            "metrics/precision": results[2],
        })


def ranking(model, k_values=(1, 5, 10)):
    with mlflow.start_run():
        for k in k_values:
            mlflow.log_metrics({f"ndcg@{k}": model.ndcg(k)}, step=k)  # expect: MLF207


def price(error):
    with mlflow.start_run():
        log_metric("MAE ($)", error)  # expect: MLF207


def of_the_client(experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    client.log_param(run.info.run_id, "layers[0]", 64)  # expect: MLF207
    client.set_tag(run.info.run_id, "what?", "test")  # expect: MLF207


def windows_path(size):
    with mlflow.start_run():
        mlflow.log_param("data\\train", size)  # expect: MLF207


def pretty(name, loss):
    with mlflow.start_run():
        mlflow.log_metric(f"{name} -> loss", loss)  # expect: MLF207


def inside_a_path():
    with mlflow.start_run():
        mlflow.log_metric("train/./loss", 0.1)  # expect: MLF207
        mlflow.log_metric("fold/../loss", 0.1)  # expect: MLF207


PERCENT = "accuracy_%"


class Recorder:
    prefix = "val|"

    def record(self, accuracy):
        mlflow.log_metric(PERCENT, accuracy)  # expect: MLF207
        mlflow.log_metric(self.prefix + "accuracy", accuracy)  # expect: MLF207


def with_recorder():
    with mlflow.start_run():
        Recorder().record(0.9)


def two_lines():
    with mlflow.start_run():
        mlflow.log_param("first\nsecond", 1)  # expect: MLF207


def too_long():
    with mlflow.start_run():
        mlflow.log_param("k" * 251, 1)  # expect: MLF207


def by_batch(experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    client.log_batch(run.info.run_id, metrics=[Metric("p50 <ms>", 1.0, 0, 0)])  # expect: MLF207
