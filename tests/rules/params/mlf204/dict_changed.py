import mlflow
import pandas as pd
from lightgbm import LGBMRegressor

data = pd.read_csv("train.csv")
params = {"n_estimators": 100, "learning_rate": 0.1}  # expect: MLF204 "learning_rate"
with mlflow.start_run():
    mlflow.log_params(params)
    params["learning_rate"] = 0.01
    LGBMRegressor(**params).fit(data[["a"]], data["y"])
