import mlflow
import mlflow.sklearn
import pandas as pd
from mlflow.sklearn import log_model, save_model
from sklearn.linear_model import Ridge
from xgboost import XGBRegressor

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
ridge = Ridge().fit(x, y)
with mlflow.start_run():
    mlflow.sklearn.log_model(ridge, name="ridge")  # expect: MLF701 "ridge"
    log_model(ridge, "again")  # expect: MLF701
    mlflow.sklearn.log_model(sk_model=ridge, name="third", registered_model_name="houses")  # expect: MLF701
    mlflow.sklearn.log_model(ridge, name="fourth", signature=None)  # expect: MLF701
    mlflow.xgboost.log_model(XGBRegressor().fit(x, y), name="xgb")  # expect: MLF701
mlflow.sklearn.save_model(ridge, "out/ridge")  # expect: MLF701
save_model(ridge, "out/ridge2")  # expect: MLF701
mlflow.sklearn.log_model(ridge, name="outside")  # expect: MLF701
