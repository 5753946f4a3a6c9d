import os
from pathlib import Path

import joblib
import mlflow
import pandas as pd

ROOT = Path(__file__).resolve().parent
a = pd.read_csv("data/train.csv")
b = pd.read_csv(ROOT / "data" / "train.csv")
c = pd.read_csv(os.environ["DATA_PATH"])
d = pd.read_csv("s3://bucket/home/anna/train.csv")
e = pd.read_csv("https://example.org/home/anna/train.csv")
f = pd.read_csv("/opt/ml/input/data/train.csv")
g = pd.read_csv("/kaggle/input/titanic/train.csv")
h = pd.read_parquet("/dbfs/mnt/data/train.parquet")
i = pd.read_csv("/tmp/train.csv")
j = pd.read_csv("/app/data/train.csv")
k = pd.read_csv("~/data/train.csv")
l = pd.read_csv(os.path.expanduser("~/data/train.csv"))
# m = pd.read_csv("/home/anna/train.csv")
print("see /home/anna/readme.txt")
with mlflow.start_run():
    mlflow.set_tag("author_home", "/home/anna")
    joblib.dump(a, "models/model.joblib")
    mlflow.log_artifact("models/model.joblib")
