import mlflow
import pandas as pd
import yaml
from numpy import sqrt
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import cross_val_score

ESTIMATORS = {"boosting": GradientBoostingRegressor, "forest": RandomForestRegressor}


def cross_validated(model, x, y):
    return sqrt(-cross_val_score(model, x, y, scoring="neg_mean_squared_error", cv=3))


def search(settings):
    data = pd.read_csv("train.csv")
    x, y = data[["a"]], data["y"]
    for name, parameters in settings["estimators"].items():
        mlflow.start_run(run_name=name)
        model = ESTIMATORS[name](**parameters)
        model.fit(x, y)
        mlflow.log_params(parameters)
        score = cross_validated(model, x, y)
        mlflow.log_metrics({"RMSE_CV": score.mean(), "MSE": mean_squared_error(y, model.predict(x))})
        mlflow.sklearn.log_model(model, name="model")
        mlflow.end_run()


with open("settings.yaml") as file:
    search(yaml.safe_load(file))
