import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score


def evaluate(actual, predicted):
    return {
        "mae": mean_absolute_error(actual, predicted),
        "rmse": mean_squared_error(actual, predicted) ** 0.5,
    }


data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["a"]], data["y"])
    predicted = model.predict(data[["a"]])
    mlflow.log_metrics(evaluate(data["y"], predicted))
    r2 = r2_score(data["y"], predicted)
    print("r2", r2)
    mlflow.log_metric("r2", r2)
