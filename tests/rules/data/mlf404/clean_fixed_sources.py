"""Remote data that stays what it is, or data that is not remote."""
import mlflow
import pandas as pd
from datasets import load_dataset, load_from_disk
from sklearn.datasets import fetch_california_housing
from sklearn.linear_model import Ridge

COMMIT = "5f2a9c1d7e0b4a6c8f3d2e1b0a9c8d7e6f5a4b3c"


def at_a_commit():
    data = pd.read_csv(f"https://raw.githubusercontent.com/acme/houses/{COMMIT}/houses.csv")
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(data[["a"]], data["y"])


def at_a_tag():
    data = pd.read_csv("https://raw.githubusercontent.com/acme/houses/v1.4.0/houses.csv")
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def of_a_release():
    data = pd.read_csv("https://github.com/acme/houses/releases/download/v1.4.0/houses.csv.gz")
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def hub_at_a_revision():
    data = load_dataset("imdb", revision="e6281661ce1c48d982bc483cf8a173c1bbeb5d31")
    with mlflow.start_run():
        mlflow.log_param("splits", len(data))


def local_files_by_the_hub():
    data = load_dataset("csv", data_files={"train": "data/train.csv"})
    with mlflow.start_run():
        mlflow.log_param("splits", len(data))


def from_disk():
    data = load_from_disk("data/reviews")
    with mlflow.start_run():
        mlflow.log_param("rows", len(data))


def dated_folder():
    data = pd.read_parquet("s3://lake/churn/2024-05-01/train.parquet")
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def of_the_library():
    data = fetch_california_housing(as_frame=True).frame
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def local_file_called_latest():
    data = pd.read_csv("data/latest.csv")
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def revision_from_outside(revision):
    data = load_dataset("imdb", revision=revision)
    with mlflow.start_run():
        mlflow.log_param("revision", revision)
        mlflow.log_param("rows", len(data))


def archived():
    """A record of an archive never changes."""
    data = pd.read_csv("https://zenodo.org/record/4321/files/houses.csv")
    with mlflow.start_run():
        mlflow.log_metric("rows", len(data))


def only_named_in_a_text():
    with mlflow.start_run():
        mlflow.set_tag("source", "https://raw.githubusercontent.com/acme/houses/main/houses.csv")
