"""Files that the repository neither holds nor describes nor makes."""
from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
import polars as pl
from sklearn.linear_model import Ridge

DATA = Path(__file__).parent / "data"
ROOT = "datasets"


def by_constant():
    frame = pd.read_csv(DATA / "houses.csv")  # expect: MLF403
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(frame[["rooms"]], frame["price"])


def by_join(name="train"):
    frame = pd.read_parquet(f"{ROOT}/churn/train.parquet")  # expect: MLF403
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(frame[["a"]], frame["y"])


class Loader:
    path = "input/sales.xlsx"

    def load(self):
        return pd.read_excel(self.path)  # expect: MLF403


def from_class():
    frame = Loader().load()
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(frame[["a"]], frame["y"])


def arrays():
    features = np.load("arrays/x.npy")  # expect: MLF403
    target = np.load("arrays/y.npy")  # expect: MLF403
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(features, target)


def with_polars():
    frame = pl.read_csv("tables/energy.csv").to_pandas()  # expect: MLF403
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(frame[["a"]], frame["y"])


def trained_first():
    frame = pd.read_feather("cache/frame.feather")  # expect: MLF403
    model = Ridge(alpha=1.0).fit(frame[["a"]], frame["y"])
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="ridge", input_example=frame[["a"]].head(2))


def text_table():
    table = np.loadtxt("raw/points.txt")  # expect: MLF403
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(table[:, :1], table[:, 1])


def pickled():
    frame = pd.read_pickle("interim/frame.pkl")  # expect: MLF403
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(frame[["a"]], frame["y"])
