"""Two starts in sight of each other, and never one inside the other without the flag."""
import functools
import multiprocessing

import mlflow
import optuna
from mlflow import MlflowClient
from sklearn.linear_model import Lasso


def one(alpha, features, target):
    with mlflow.start_run(run_name=f"alpha-{alpha}"):
        mlflow.log_param("alpha", alpha)
        return Lasso(alpha=alpha).fit(features, target)


def many(features, target):
    models = [one(alpha, features, target) for alpha in (0.1, 1.0)]
    with mlflow.start_run(run_name="summary"):
        mlflow.log_metric("models", len(models))


def optuna_search(features, target):
    def objective(trial):
        with mlflow.start_run(nested=True):
            alpha = trial.suggest_float("alpha", 0.001, 1.0)
            mlflow.log_param("alpha", alpha)
            return Lasso(alpha=alpha).fit(features, target).score(features, target)

    with mlflow.start_run():
        optuna.create_study().optimize(objective, n_trials=20)


child = functools.partial(mlflow.start_run, nested=True)


def with_partial():
    with mlflow.start_run():
        with child(run_name="a"):
            mlflow.log_param("x", 1)


def only_when_none_is_open(name):
    if mlflow.active_run() is None:
        mlflow.start_run(run_name=name)
    mlflow.log_param("name", name)


def guarded():
    with mlflow.start_run():
        only_when_none_is_open("inner")


def ends_first():
    mlflow.start_run(run_name="a")
    mlflow.log_param("x", 1)
    while mlflow.active_run():
        mlflow.end_run()
    with mlflow.start_run(run_name="b"):
        mlflow.log_param("x", 2)


def work(alpha):
    with mlflow.start_run(run_name=f"worker-{alpha}"):
        mlflow.log_param("alpha", alpha)


def in_processes():
    with mlflow.start_run(run_name="outer"):
        with multiprocessing.get_context("spawn").Pool(4) as pool:
            pool.map(work, [0.1, 0.2])


def client_beside(experiment_id):
    with mlflow.start_run():
        run = MlflowClient().create_run(experiment_id)
        MlflowClient().set_terminated(run.info.run_id)


def nested_by_option(options):
    with mlflow.start_run():
        with mlflow.start_run(**{"nested": True, **options}):
            mlflow.log_param("x", 1)


def defined_but_called_later(features, target):
    with mlflow.start_run(run_name="first"):
        def second():
            with mlflow.start_run(run_name="second"):
                mlflow.log_param("x", 2)

        mlflow.log_param("x", 1)
    second()


def flag_from_state(name):
    with mlflow.start_run(run_name=name, nested=mlflow.active_run() is not None):
        mlflow.log_param("name", name)


def uses_flag_from_state():
    with mlflow.start_run():
        flag_from_state("inner")


def generator_of_runs(names):
    for name in names:
        with mlflow.start_run(run_name=name) as run:
            mlflow.log_param("name", name)
        yield run.info.run_id


def consumes():
    ids = list(generator_of_runs(["a", "b"]))
    with mlflow.start_run(run_name="all"):
        mlflow.log_param("children", ",".join(ids))


def only_in_error_path(features, target):
    try:
        with mlflow.start_run(run_name="train"):
            Lasso(alpha=0.1).fit(features, target)
    except ValueError:
        with mlflow.start_run(run_name="fallback"):
            mlflow.log_param("fallback", True)
