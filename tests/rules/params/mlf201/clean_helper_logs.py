import mlflow
import pandas as pd
from sklearn.linear_model import ElasticNet


def log_params(params, prefix):
    for key, value in params.items():
        mlflow.log_param(f"{prefix}.{key}", value)


data = pd.read_csv("train.csv")
settings = dict(alpha=0.3, l1_ratio=0.7)
with mlflow.start_run():
    log_params(settings, "elastic")
    ElasticNet(**settings).fit(data[["a"]], data["y"])
