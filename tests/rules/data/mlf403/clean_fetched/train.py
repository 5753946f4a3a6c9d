import os
import shutil
import tarfile
import urllib.request
import zipfile

import mlflow
import pandas as pd
import spacy
from sklearn.linear_model import Ridge


def fetch(folder):
    if not os.path.exists("data/a.zip"):
        urllib.request.urlretrieve("https://data.example/a.zip", "data/a.zip")
        urllib.request.urlretrieve("https://data.example/plain.csv", filename="data/plain.csv")
    with zipfile.ZipFile("data/a.zip") as archive:
        archive.extractall(folder)
    with tarfile.open("data/b.tar.gz") as archive:
        archive.extractall(path="data/second")
    shutil.unpack_archive("data/c.zip", "./data/third/")


def train(path):
    data = pd.read_csv(path)
    with mlflow.start_run():
        Ridge(alpha=0.5).fit(data[["a"]], data["y"])


nlp = spacy.load("en_core_web_sm")  # a package, no file of the repository
fetch("data/first")
train("data/first/train.csv")
train("data/second/deep/train.csv")
train("data/third/train.csv")
train("data/plain.csv")
