import mlflow
import pandas as pd
from mlflow.sklearn import log_model
from sklearn.linear_model import Lasso, Ridge
from xgboost import XGBRegressor

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
with mlflow.start_run():
    ridge = Ridge().fit(x, y)
    mlflow.sklearn.log_model(ridge, name="ridge")  # expect: MLF705
    log_model(ridge, name="again")  # expect: MLF705
    mlflow.sklearn.log_model(sk_model=ridge, name="third", registered_model_name=None)  # expect: MLF705
    mlflow.xgboost.log_model(XGBRegressor().fit(x, y), name="xgb")  # expect: MLF705


def store(model, name):
    mlflow.sklearn.log_model(model, name=name)  # expect: MLF705


with mlflow.start_run():
    store(Lasso().fit(x, y), "lasso")

for alpha in (0.1, 1.0):
    with mlflow.start_run():
        mlflow.sklearn.log_model(Ridge(alpha=alpha).fit(x, y), name="m")  # expect: MLF705
