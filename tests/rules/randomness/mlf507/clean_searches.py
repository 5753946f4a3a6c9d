"""Searches that draw nothing, or that are seeded."""
import keras_tuner as kt
import mlflow
import numpy as np
import optuna
from hyperopt import fmin, hp, tpe
from optuna.samplers import BruteForceSampler, GridSampler, TPESampler
from scipy.stats import loguniform
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import GridSearchCV, ParameterGrid, ParameterSampler, RandomizedSearchCV
from skopt import BayesSearchCV

SEED = 7


def objective(trial):
    alpha = trial.suggest_float("alpha", 1e-5, 1.0, log=True)
    with mlflow.start_run(nested=True):
        mlflow.log_param("alpha", alpha)
    return alpha


def seeded_sampler():
    with mlflow.start_run():
        optuna.create_study(sampler=TPESampler(seed=SEED)).optimize(objective, n_trials=10)


def grid_of_optuna():
    with mlflow.start_run():
        optuna.create_study(sampler=GridSampler({"alpha": [0.1, 1.0]})).optimize(objective)


def every_combination():
    with mlflow.start_run():
        optuna.create_study(sampler=BruteForceSampler()).optimize(objective)


def given_sampler(sampler):
    with mlflow.start_run():
        optuna.create_study(sampler=sampler).optimize(objective, n_trials=10)


def of_hyperopt():
    with mlflow.start_run():
        fmin(
            lambda space: space["alpha"],
            {"alpha": hp.uniform("alpha", 0, 1)},
            algo=tpe.suggest,
            max_evals=20,
            rstate=np.random.default_rng(SEED),
        )


def grid(features, target):
    with mlflow.start_run():
        GridSearchCV(SGDClassifier(random_state=1), {"alpha": [0.1, 1.0]}).fit(features, target)


def randomized(features, target):
    with mlflow.start_run():
        RandomizedSearchCV(
            SGDClassifier(random_state=1), {"alpha": loguniform(1e-5, 1)}, n_iter=8, random_state=SEED
        ).fit(features, target)


def by_the_global_seed(features, target):
    np.random.seed(SEED)
    with mlflow.start_run():
        RandomizedSearchCV(SGDClassifier(random_state=1), {"alpha": loguniform(1e-5, 1)}, n_iter=8).fit(features, target)


def sampled():
    for params in ParameterSampler({"alpha": loguniform(1e-5, 1)}, n_iter=8, random_state=SEED):
        with mlflow.start_run():
            mlflow.log_params(params)


def all_of_a_grid():
    for params in ParameterGrid({"alpha": [0.1, 1.0]}):
        with mlflow.start_run():
            mlflow.log_params(params)


def bayes(features, target):
    with mlflow.start_run():
        BayesSearchCV(SGDClassifier(random_state=1), {"alpha": (1e-5, 1.0)}, random_state=SEED).fit(features, target)


def keras_search(build, features, target):
    tuner = kt.RandomSearch(build, objective="val_loss", max_trials=5, seed=SEED)
    with mlflow.start_run():
        tuner.search(features, target, epochs=2)


def finished_study(storage):
    study = optuna.load_study(study_name="done", storage=storage)
    with mlflow.start_run():
        mlflow.log_params(study.best_params)
