import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, mean_squared_error


def evaluate(actual, predicted):
    mse = mean_squared_error(actual, predicted)
    mae = mean_absolute_error(actual, predicted)  # expect: MLF301
    print(mse, mae)
    return mse


data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["a"]], data["y"])
    mlflow.log_metric("mse", evaluate(data["y"], model.predict(data[["a"]])))
