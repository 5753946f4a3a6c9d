import mlflow
import numpy as np
import optuna
import pandas as pd
from hyperopt import fmin, hp, tpe
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV

data = pd.read_csv("train.csv")


def objective(trial):
    return trial.suggest_float("x", 0, 1) ** 2


study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=10)

grid_study = optuna.create_study(sampler=optuna.samplers.GridSampler({"x": [0, 1]}))
grid_study.optimize(objective)

best = fmin(fn=lambda x: x**2, space=hp.uniform("x", 0, 1), algo=tpe.suggest, max_evals=10, rstate=np.random.default_rng(1))

with mlflow.start_run():
    search = RandomizedSearchCV(RandomForestClassifier(random_state=1), {"max_depth": [2, 4]}, n_iter=2, random_state=3)
    search.fit(data[["a"]], data["y"])
    grid = GridSearchCV(RandomForestClassifier(random_state=1), {"max_depth": [2, 4]})
    grid.fit(data[["a"]], data["y"])
