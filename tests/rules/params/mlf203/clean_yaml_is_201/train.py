import mlflow
import pandas as pd
import yaml
from sklearn.linear_model import Ridge

config = yaml.safe_load(open("config.yaml"))
data = pd.read_csv("train.csv")
with mlflow.start_run():
    Ridge(alpha=config["alpha"]).fit(data[["a"]], data["y"])
