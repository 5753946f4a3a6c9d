"""A seed that is written counts, also where the library would seed itself."""
import lightgbm as lgb
import mlflow
import pandas as pd
from sklearn.model_selection import train_test_split
from xgboost import XGBRegressor

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = XGBRegressor(n_estimators=100, random_state=3)  # expect: MLF504 "random_state=3"
    x, _, y, _ = train_test_split(data[["a"]], data["y"], random_state=4)
    model.fit(x, y)
    mlflow.log_param("n_estimators", 100)
