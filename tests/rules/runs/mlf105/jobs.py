"""Starts without a name, in the ways real code writes them."""
import contextlib
import os

import hydra
import mlflow
import optuna
import torch
from mlflow.entities import RunStatus

EXPERIMENT = "demand"


@contextlib.contextmanager
def tracking(uri):
    mlflow.set_tracking_uri(uri)
    with mlflow.start_run() as run:  # expect: MLF105
        yield run


def job():
    with tracking("https://mlflow.example.org"):
        mlflow.log_param("day", 1)


@hydra.main(config_path="conf", config_name="train", version_base=None)
def train(cfg):
    mlflow.set_experiment(EXPERIMENT)
    mlflow.start_run(tags={"model": "gru"})  # expect: MLF105
    for epoch in range(cfg.epochs):
        mlflow.log_metric("loss", 1 / (epoch + 1), step=epoch)
    mlflow.end_run(RunStatus.to_string(RunStatus.FINISHED))


def objective(trial):
    with mlflow.start_run(nested=True, parent_run_id=None):  # expect: MLF105
        mlflow.log_params(trial.params)
        return 0.0


def study():
    optuna.create_study().optimize(objective, n_trials=5)


class Engine:
    def __init__(self, experiment_id: str):
        self.experiment_id = experiment_id

    def __call__(self, batches):
        with torch.no_grad(), mlflow.start_run(experiment_id=self.experiment_id):  # expect: MLF105
            for step, batch in enumerate(batches):
                mlflow.log_metric("mean", float(batch.mean()), step=step)


async def serve(reader):
    run = mlflow.start_run(description=os.environ.get("NOTE"))  # expect: MLF105
    mlflow.set_tag("source", "stream")
    async for row in reader:
        mlflow.log_metric("value", row)
    mlflow.end_run()
    return run


def options(kind):
    return {"tags": {"kind": kind}, "nested": True}


def from_options():
    with mlflow.start_run(**options("a")):  # expect: MLF105
        mlflow.log_param("kind", "a")


def either(parent):
    with mlflow.start_run(nested=True) if parent else mlflow.start_run():  # expect: MLF105, MLF105
        mlflow.log_param("parent", bool(parent))


def on_a_stack():
    with contextlib.ExitStack() as stack:
        stack.enter_context(mlflow.start_run())  # expect: MLF105
        mlflow.log_param("kind", "stacked")


def trial(config, train):
    mlflow.set_experiment("tuning")
    mlflow.start_run(run_id=None, log_system_metrics=config["metrics"])  # expect: MLF105
    train(config)
    mlflow.end_run()
