import mlflow
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestRegressor

data = pd.read_csv("train.csv")


def fit(depth):
    return RandomForestRegressor(max_depth=depth, random_state=1).fit(data[["a"]], data["y"])


def objective(trial):
    with mlflow.start_run(nested=True):
        depth = trial.suggest_int("depth", 1, 9)
        mlflow.log_param("max_depth", depth)
        return fit(depth).score(data[["a"]], data["y"])


with mlflow.start_run():
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(objective, n_trials=10)
    best = fit(study.best_params["depth"])
    mlflow.sklearn.log_model(best, name="best")
