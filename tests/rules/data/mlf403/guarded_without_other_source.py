import os

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

if os.path.isfile("data/rows.csv"):
    data = pd.read_csv("data/rows.csv")  # expect: MLF403
else:
    raise SystemExit("no data")

with mlflow.start_run():
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
