"""A longer key may name the parameter of another part: no claim about this one."""
import mlflow
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("rf_n_estimators", 200)
    mlflow.log_param("max_depth", 3)
    RandomForestRegressor(n_estimators=200, max_depth=3).fit(data[["a"]], data["y"])
    GradientBoostingRegressor(n_estimators=50, max_depth=3).fit(data[["a"]], data["y"])
