import mlflow
import optuna
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_squared_error

data = pd.read_csv("houses.csv")
X, y = data[["rooms"]], data["price"]
mlflow.set_experiment("houses")


def objective(trial):
    params = {"max_depth": trial.suggest_int("max_depth", 2, 8)}
    with mlflow.start_run(nested=True):
        mlflow.log_params(params)
        model = GradientBoostingRegressor(**params).fit(X, y)
        mse = mean_squared_error(y, model.predict(X))
        mlflow.log_metric("mse", mse)
    return mse


study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=3))
with mlflow.start_run():
    mlflow.log_param("seed", 3)
    study.optimize(objective, n_trials=10)
    mlflow.log_params(study.best_params)
    winner = GradientBoostingRegressor(**study.best_params).fit(X, y)
    mlflow.log_metric("mse", study.best_value)
    mlflow.sklearn.log_model(winner, name="model", input_example=X.head())
