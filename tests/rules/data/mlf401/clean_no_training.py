import mlflow
import pandas as pd

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_metric("rows", len(data))
