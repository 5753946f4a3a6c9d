import mlflow
import optuna
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

data = pd.read_csv("train.csv")


def objective(trial):
    model = Ridge(alpha=trial.suggest_float("alpha", 0.1, 1)).fit(data[["a"]], data["y"])
    return mean_squared_error(data["y"], model.predict(data[["a"]]))


with mlflow.start_run():
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(objective, n_trials=5)
    mlflow.log_metric("best_mse", study.best_value)
