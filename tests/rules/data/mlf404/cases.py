import mlflow
import pandas as pd
from datasets import load_dataset

imdb = load_dataset("imdb", split="train")  # expect: MLF404
glue = load_dataset("glue", "mrpc")  # expect: MLF404
branch = pd.read_csv("https://raw.githubusercontent.com/org/repo/main/data/train.csv")  # expect: MLF404
master = pd.read_csv("https://raw.githubusercontent.com/org/repo/master/train.csv")  # expect: MLF404
blob = pd.read_csv("https://github.com/org/repo/raw/develop/train.csv")  # expect: MLF404
latest = pd.read_parquet("s3://bucket/exports/latest/train.parquet")  # expect: MLF404
hub = pd.read_csv("https://huggingface.co/datasets/org/name/resolve/main/train.csv")  # expect: MLF404
heads = pd.read_json("https://raw.githubusercontent.com/org/repo/refs/heads/main/train.json")  # expect: MLF404
gcs = pd.read_csv("gs://bucket/latest.csv")  # expect: MLF404
bare = load_dataset("org/reviews")  # expect: MLF404
mlflow.set_experiment("a")
