import mlflow
import pandas as pd
import yaml
from sklearn.ensemble import GradientBoostingRegressor

with open("config.yaml") as stream:
    config = yaml.safe_load(stream)

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("learning_rate", config["model"]["learning_rate"])
    model = GradientBoostingRegressor(
        learning_rate=config["model"]["learning_rate"],
        n_estimators=config["model"]["n_estimators"],  # expect: MLF201 "n_estimators"
    )
    model.fit(data[["a"]], data["y"])
