import json

import mlflow
import pandas as pd
from report import measure

scores = pd.read_csv("scores.csv")
with mlflow.start_run():
    mlflow.log_metrics(scores.drop(columns=["fold"]).mean().to_dict())
    mlflow.log_metrics(json.load(open("metrics.json")))
    mlflow.log_metrics(measure(scores).to_dict(), step=1)


def on_epoch_end(epoch, logs=None):
    mlflow.log_metrics(logs, step=epoch)


def store(result: dict):
    mlflow.log_metrics(dict(result))
