"""Files that come from somewhere, or are no file of the repository."""
import os
import subprocess
import sys
import tempfile
import urllib.request
import zipfile

import gdown
import mlflow
import pandas as pd
import yaml
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge


def fit(frame):
    with mlflow.start_run():
        Ridge(alpha=1.0).fit(frame[["a"]], frame["y"])


def made_here():
    raw = pd.DataFrame({"a": [1, 2], "y": [1, 2]})
    raw.to_csv("clean/train.csv")
    fit(pd.read_csv("clean/train.csv"))


def downloaded():
    urllib.request.urlretrieve("https://example.org/houses-v1.csv", "downloads/houses.csv")
    fit(pd.read_csv("downloads/houses.csv"))


def from_a_drive():
    gdown.download("https://drive.example.org/file", "drive/houses.csv")
    fit(pd.read_csv("drive/houses.csv"))


def unpacked():
    urllib.request.urlretrieve("https://example.org/houses-v1.zip", "zipped/houses.zip")
    with zipfile.ZipFile("zipped/houses.zip") as archive:
        archive.extractall("zipped")
    fit(pd.read_csv("zipped/houses.csv"))


def given():
    fit(pd.read_csv(sys.argv[1]))


def by_environment():
    fit(pd.read_csv(os.environ["TRAIN_FILE"]))


def remote():
    fit(pd.read_csv("https://example.org/houses-v1.csv"))


def toy():
    frame = load_diabetes(as_frame=True).frame
    fit(frame.rename(columns={"age": "a", "target": "y"}))


def temporary():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "part.csv")
        pd.DataFrame({"a": [1], "y": [2]}).to_csv(path)
        fit(pd.read_csv(path))


def fetched_from_a_run(run_id):
    path = mlflow.artifacts.download_artifacts(f"runs:/{run_id}/train.csv")
    fit(pd.read_csv(path))


def pulled():
    subprocess.run(["aws", "s3", "cp", "s3://lake/houses.csv", "pulled/houses.csv"], check=True)
    fit(pd.read_csv("pulled/houses.csv"))


def settings_are_no_data():
    with open("settings/model.yaml") as stream:
        alpha = yaml.safe_load(stream)["alpha"]
    with mlflow.start_run():
        mlflow.log_param("alpha", alpha)
        Ridge(alpha=alpha).fit([[1.0], [2.0]], [1, 2])
