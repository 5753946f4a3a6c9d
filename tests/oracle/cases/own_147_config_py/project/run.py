import importlib

import mlflow
from sklearn.datasets import load_iris
from sklearn.ensemble import HistGradientBoostingClassifier


def load(name):
    return importlib.import_module(f"project.configs.{name}").Config


def run(name):
    config = load(name)
    mlflow.set_experiment(config.EXPERIMENT)
    with mlflow.start_run(run_name=config.MODEL, tags=config.TAGS):
        mlflow.log_param("seed", config.SEED)
        mlflow.log_params(config.PARAMS)
        X, y = load_iris(return_X_y=True)
        model = HistGradientBoostingClassifier(random_state=config.SEED, **config.PARAMS).fit(X, y)
        mlflow.log_metric("accuracy", model.score(X, y))
        mlflow.log_metric("n_iter", model.n_iter_)
