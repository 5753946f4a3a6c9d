import mlflow
import optuna
import pandas as pd
from hyperopt import Trials, fmin, hp, tpe
from sklearn.ensemble import RandomForestClassifier
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import HalvingRandomSearchCV, RandomizedSearchCV

data = pd.read_csv("train.csv")


def objective(trial):
    return trial.suggest_float("x", 0, 1) ** 2


study = optuna.create_study()  # expect: MLF507
study.optimize(objective, n_trials=10)

tpe_study = optuna.create_study(sampler=optuna.samplers.TPESampler())  # expect: MLF507
tpe_study.optimize(objective, n_trials=10)

random_study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=None))  # expect: MLF507
random_study.optimize(objective, n_trials=10)

best = fmin(fn=lambda x: x**2, space=hp.uniform("x", 0, 1), algo=tpe.suggest, max_evals=10)  # expect: MLF507

with mlflow.start_run():
    search = RandomizedSearchCV(RandomForestClassifier(random_state=1), {"max_depth": [2, 4, 8]}, n_iter=2)  # expect: MLF507
    search.fit(data[["a"]], data["y"])
    halving = HalvingRandomSearchCV(RandomForestClassifier(random_state=1), {"max_depth": [2, 4]})  # expect: MLF507
    halving.fit(data[["a"]], data["y"])
