import lightgbm as lgb
import mlflow
import pandas as pd
import xgboost as xgb

data = pd.read_csv("houses.csv")
mlflow.set_experiment("houses")
with mlflow.start_run(run_name="lightgbm"):
    mlflow.log_param("num_leaves", 20)
    model = lgb.LGBMRegressor(num_leaves=20).fit(data[["rooms"]], data["price"])
    model.booster_.save_model("booster.txt")
    mlflow.log_artifact("booster.txt")
    mlflow.log_metric("r2", model.score(data[["rooms"]], data["price"]))

with mlflow.start_run(run_name="xgboost"):
    mlflow.log_param("max_depth", 4)
    model = xgb.XGBRegressor(max_depth=4).fit(data[["rooms"]], data["price"])
    model.get_booster().save_model("trees.dat")
    mlflow.log_artifact("trees.dat")
    mlflow.log_metric("r2", model.score(data[["rooms"]], data["price"]))
