import mlflow
import pandas as pd

frame = pd.read_csv("data/not_committed.csv")
with mlflow.start_run():
    mlflow.log_metric("rows", len(frame))
