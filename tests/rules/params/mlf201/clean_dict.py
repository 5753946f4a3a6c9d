import mlflow
import pandas as pd
from lightgbm import LGBMRegressor

params = {"n_estimators": 100, "learning_rate": 0.1}
params["num_leaves"] = 31
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_params(params)
    LGBMRegressor(**params).fit(data[["a"]], data["y"])
