"""Repeated calls that MLflow accepts: another run, another key, the same value, or only one of them happens."""
import mlflow
import optuna
from mlflow import MlflowClient
from sklearn.linear_model import Lasso
from sklearn.model_selection import ParameterGrid


def one_run_per_trial():
    def objective(trial):
        with mlflow.start_run(nested=True):
            alpha = trial.suggest_float("alpha", 0.01, 1.0)
            mlflow.log_param("alpha", alpha)
            return alpha

    with mlflow.start_run():
        mlflow.log_param("alpha", "searched")
        optuna.create_study().optimize(objective, n_trials=5)


def one_run_per_setting(features, target):
    for params in ParameterGrid({"alpha": [0.1, 1.0]}):
        mlflow.start_run()
        mlflow.log_params(params)
        Lasso(**params).fit(features, target)
        mlflow.end_run()


def key_with_the_fold(folds):
    with mlflow.start_run():
        for number, fold in enumerate(folds):
            mlflow.log_params({f"fold_{number}/rows": len(fold), f"fold_{number}/first": fold[0]})


def the_same_again():
    with mlflow.start_run():
        for _ in range(3):
            mlflow.log_param("seed", 42)
        mlflow.log_params({"seed": "42", "other": 1})


def one_of_both(path):
    with mlflow.start_run():
        try:
            rows = len(open(path).readlines())
        except OSError:
            mlflow.log_param("rows", "unknown")
        else:
            mlflow.log_param("rows", rows)


def leaves_after_the_first(candidates):
    with mlflow.start_run():
        for candidate in candidates:
            if candidate.ok:
                mlflow.log_param("chosen", candidate.name)
                return candidate
    return None


def first_round_only(batches):
    with mlflow.start_run():
        for number, batch in enumerate(batches):
            if number == 0:
                mlflow.log_param("batch_shape", batch.shape)
            mlflow.log_metric("mean", batch.mean(), step=number)


def two_runs_of_the_client(experiment):
    client = MlflowClient()
    first = client.create_run(experiment)
    second = client.create_run(experiment)
    client.log_param(first.info.run_id, "part", "train")
    client.log_param(second.info.run_id, "part", "test")


def describe(name):
    mlflow.log_param("name", name)


def helper_in_two_runs():
    with mlflow.start_run():
        describe("a")
    with mlflow.start_run():
        describe("b")


def changing_tag(steps):
    with mlflow.start_run():
        for step in steps:
            mlflow.set_tag("step", step)
            mlflow.log_metric("progress", step, step=step)


def by_kind(kind):
    with mlflow.start_run():
        if kind == "lasso":
            mlflow.log_params({"model": "lasso", "alpha": 0.1})
        elif kind == "ridge":
            mlflow.log_params({"model": "ridge", "alpha": 1.0})
        else:
            mlflow.log_param("model", kind)


def flag_remembers(rows):
    logged = False
    with mlflow.start_run():
        for row in rows:
            if not logged:
                mlflow.log_param("first", row)
                logged = True


def prefix_per_part(parts):
    with mlflow.start_run():
        for part, settings in parts.items():
            mlflow.log_params({f"{part}.{key}": value for key, value in settings.items()})
