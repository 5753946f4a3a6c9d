import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.sklearn.log_model(Ridge().fit(data[["a"]], data["y"]), name="m", registered_model_name="houses")
