import mlflow
import pandas as pd
from numpy import sqrt
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import cross_val_score

from models import ESTIMATORS


def cross_validated(model, x, y):
    return sqrt(-cross_val_score(model, x, y, scoring="neg_mean_squared_error", cv=3))


data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
for name, parameters in {"ridge": {"alpha": 0.1}}.items():
    with mlflow.start_run():
        model = ESTIMATORS[name](**parameters)
        model.fit(x, y)
        mlflow.log_params(parameters)
        mlflow.log_metrics({"RMSE_CV": cross_validated(model, x, y).mean(), "MSE": mean_squared_error(y, model.predict(x))})
        mlflow.sklearn.log_model(model, name="model")
