import mlflow
import pandas as pd

frame = pd.read_csv("history.csv")
with mlflow.start_run():
    for i, row in frame.iterrows():
        mlflow.log_metric("value", row["value"])  # expect: MLF303
