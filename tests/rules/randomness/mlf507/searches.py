"""Searches that draw at random without a seed."""
import keras_tuner as kt
import mlflow
import optuna
from hyperopt import Trials, fmin, hp, rand, tpe
from optuna.samplers import CmaEsSampler, RandomSampler, TPESampler
from scipy.stats import loguniform
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import ParameterSampler, RandomizedSearchCV
from skopt import BayesSearchCV


def objective(trial):
    alpha = trial.suggest_float("alpha", 1e-5, 1.0, log=True)
    with mlflow.start_run(nested=True):
        mlflow.log_param("alpha", alpha)
    return alpha


def default_sampler():
    with mlflow.start_run():
        study = optuna.create_study(direction="maximize")  # expect: MLF507
        study.optimize(objective, n_trials=10)


def parzen():
    study = optuna.create_study(sampler=TPESampler(n_startup_trials=5))  # expect: MLF507
    with mlflow.start_run():
        study.optimize(objective, n_trials=10)


def random_sampler():
    sampler = RandomSampler()  # expect: MLF507
    with mlflow.start_run():
        optuna.create_study(sampler=sampler).optimize(objective, n_trials=10)


class Tuner:
    def __init__(self, trials):
        self.trials = trials
        self.study = optuna.create_study(sampler=CmaEsSampler(), study_name="cma")  # expect: MLF507

    def run(self):
        with mlflow.start_run():
            self.study.optimize(objective, n_trials=self.trials)


def tuner():
    Tuner(5).run()


def loss(space):
    with mlflow.start_run(nested=True):
        mlflow.log_params(space)
        return space["alpha"]


def parzen_of_hyperopt():
    with mlflow.start_run():
        fmin(loss, {"alpha": hp.uniform("alpha", 0, 1)}, algo=tpe.suggest, max_evals=20)  # expect: MLF507


def random_of_hyperopt():
    trials = Trials()
    with mlflow.start_run():
        best = fmin(fn=loss, space={"alpha": hp.uniform("alpha", 0, 1)}, algo=rand.suggest, max_evals=9, trials=trials)  # expect: MLF507
        mlflow.log_params(best)


def randomized(features, target):
    with mlflow.start_run():
        search = RandomizedSearchCV(SGDClassifier(random_state=1), {"alpha": loguniform(1e-5, 1)}, n_iter=8)  # expect: MLF507
        search.fit(features, target)
        mlflow.log_params(search.best_params_)


def sampled(features, target):
    for params in ParameterSampler({"alpha": loguniform(1e-5, 1)}, n_iter=8):  # expect: MLF507
        with mlflow.start_run():
            mlflow.log_params(params)
            SGDClassifier(random_state=1, **params).fit(features, target)


def bayes(features, target):
    with mlflow.start_run():
        search = BayesSearchCV(SGDClassifier(random_state=1), {"alpha": (1e-5, 1.0)}, n_iter=8)  # expect: MLF507
        search.fit(features, target)
        mlflow.log_params(search.best_params_)


def keras_search(build, features, target):
    tuner = kt.RandomSearch(build, objective="val_loss", max_trials=5)  # expect: MLF507
    with mlflow.start_run():
        tuner.search(features, target, epochs=2, validation_split=0.2)
