import os
from pathlib import Path

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

BASE = "/home/ada/data/"  # expect: MLF402
FOLDER = Path("/media/ada/disk")  # expect: MLF402
OUTPUT = "results/"

mlflow.set_experiment("paths")
with mlflow.start_run():
    data = pd.read_csv(BASE + "train.csv")
    more = pd.read_csv(FOLDER / "more.csv")
    rest = pd.read_csv(os.path.join("/Users/ada/rest", "rest.csv"))  # expect: MLF402
    model = Ridge().fit(pd.concat([data, more, rest])[["a"]], data["y"])
    pd.DataFrame({"p": model.predict(data[["a"]])}).to_csv(OUTPUT + "p.csv")
