import mlflow
import pandas as pd

from model import build

frame = pd.read_parquet("train.parquet")
with mlflow.start_run():
    model = build().fit(frame[["a"]], frame["y"])
    mlflow.log_metric("r2", model.score(frame[["a"]], frame["y"]))
