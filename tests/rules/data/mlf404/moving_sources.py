"""Remote data named by something that moves."""
import io

import mlflow
import pandas as pd
import polars as pl
import requests
from datasets import load_dataset
from sklearn.linear_model import Ridge

BRANCH = "https://raw.githubusercontent.com/acme/houses/main/data/houses.csv"
BASE = "https://raw.githubusercontent.com/acme/churn/develop"


def constant():
    data = pd.read_csv(BRANCH)  # expect: MLF404
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(data[["rooms"]], data["price"])


def joined_address(name="train"):
    data = pd.read_csv(f"{BASE}/{name}.csv")  # expect: MLF404
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(data[["a"]], data["y"])


def hub():
    data = load_dataset("imdb", split="train")  # expect: MLF404
    with mlflow.start_run():
        mlflow.log_param("rows", len(data))


def hub_on_a_branch():
    data = load_dataset("acme/reviews", revision="main")  # expect: MLF404
    with mlflow.start_run():
        mlflow.log_param("splits", len(data))


class Source:
    def read(self):
        return pl.read_parquet("s3://lake/churn/latest/train.parquet")  # expect: MLF404


def from_class():
    data = Source().read()
    with mlflow.start_run():
        mlflow.log_param("rows", data.height)


def raw_of_the_site():
    data = pd.read_json("https://github.com/acme/houses/raw/master/data.json")  # expect: MLF404
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def bucket():
    data = pd.read_csv("gs://acme-data/daily/latest.csv")  # expect: MLF404
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(data[["a"]], data["y"])


def by_request():
    text = requests.get("https://raw.githubusercontent.com/acme/houses/main/test.csv").text  # expect: MLF404
    data = pd.read_csv(io.StringIO(text))
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def head_of_a_branch():
    data = pd.read_csv("https://gitlab.com/acme/houses/-/raw/main/houses.csv")  # expect: MLF404
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def configuration(name):
    for part in ("train", "test"):
        data = load_dataset(path="glue", name="mrpc", split=part)  # expect: MLF404
        with mlflow.start_run(run_name=part):
            mlflow.log_param("rows", len(data))
