import mlflow
import pandas as pd
from datasets import load_dataset
from sklearn.datasets import load_iris

pinned = load_dataset("imdb", revision="e6281661ce1c48d982bc483cf8a173c1bbeb5d31")
local_csv = load_dataset("csv", data_files="train.csv")
commit = pd.read_csv("https://raw.githubusercontent.com/org/repo/0b053d3fbf5bd2f8ae0cd1f8ad1c6c9b2bd66ae0/train.csv")
tag = pd.read_csv("https://raw.githubusercontent.com/org/repo/v1.2.0/train.csv")
dated = pd.read_parquet("s3://bucket/exports/2024-05-01/train.parquet")
plain = pd.read_csv("data/train.csv")
zenodo = pd.read_csv("https://zenodo.org/record/12345/files/train.csv")
iris = load_iris()
unknown = pd.read_csv(open("url.txt").read())
version = pd.read_csv("s3://bucket/v3/train.csv")
mlflow.set_experiment("latest")
