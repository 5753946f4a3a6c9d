import zipfile

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

with zipfile.ZipFile("data/a.zip") as archive:
    archive.extractall("data/first")

data = pd.read_csv("data/firstling/train.csv")  # expect: MLF403
with mlflow.start_run():
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
