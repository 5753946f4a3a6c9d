"""set_experiment and set_tracking_uri while a run is open."""
import os

import hydra
import mlflow
import optuna
from mlflow import set_experiment, set_tracking_uri
from sklearn.linear_model import Ridge


class Tracker:
    def __init__(self, name):
        self.run = mlflow.start_run(run_name=name)

    def configure(self, experiment, uri):
        mlflow.set_tracking_uri(uri)  # expect: MLF106
        mlflow.set_experiment(experiment)  # expect: MLF106

    def close(self):
        mlflow.end_run()


def with_tracker():
    tracker = Tracker("a")
    tracker.configure("demand", "https://mlflow.example.org")
    mlflow.log_param("x", 1)
    tracker.close()


def in_the_middle(features, target):
    with mlflow.start_run() as run:
        model = Ridge(alpha=1.0).fit(features, target)
        set_experiment("evaluation")  # expect: MLF106
        mlflow.log_metric("r2", model.score(features, target))
    return run


def by_environment():
    mlflow.start_run()
    set_tracking_uri(os.environ["MLFLOW_URI"])  # expect: MLF106
    mlflow.log_param("x", 1)
    mlflow.end_run()


def first_tag_then_experiment(name):
    mlflow.set_tag("owner", "risk")
    mlflow.set_experiment(experiment_name=name)  # expect: MLF106
    with mlflow.start_run(nested=True):
        mlflow.log_param("x", 1)


def objective(trial):
    mlflow.set_experiment("trials")  # expect: MLF106
    with mlflow.start_run(nested=True):
        alpha = trial.suggest_float("alpha", 0.1, 1.0)
        mlflow.log_param("alpha", alpha)
        return alpha


def study():
    with mlflow.start_run(run_name="study"):
        optuna.create_study().optimize(objective, n_trials=10)


def by_id(identifier):
    with mlflow.start_run():
        for part in ("train", "test"):
            mlflow.log_param(f"{part}_size", 10)
        mlflow.set_experiment(experiment_id=identifier)  # expect: MLF106


@hydra.main(config_path="conf", config_name="train", version_base=None)
def main(cfg):
    run = mlflow.start_run(run_name=cfg.name)
    try:
        mlflow.set_experiment(cfg.experiment)  # expect: MLF106
        mlflow.log_params(dict(cfg.model))
    finally:
        mlflow.end_run()
    return run


def nobody_ended_the_first():
    mlflow.start_run(run_name="first")
    mlflow.log_param("x", 1)
    mlflow.set_experiment("second")  # expect: MLF106
    mlflow.end_run()


def created_meanwhile(name):
    with mlflow.start_run():
        identifier = mlflow.create_experiment(name)
        mlflow.set_experiment(experiment_id=identifier)  # expect: MLF106


def decide(uri):
    with mlflow.start_run():
        if uri.startswith("https"):
            mlflow.set_tracking_uri(uri)  # expect: MLF106
        mlflow.log_param("uri", uri)
