import glob

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

FOLDER = "/home/ada/data"  # expect: MLF402


def frames(folder):
    return [pd.read_csv(path) for path in glob.glob(f"{folder}/*.csv")]


mlflow.set_experiment("paths")
with mlflow.start_run():
    data = pd.concat(frames(FOLDER))
    model = Ridge().fit(data[["a"]], data["y"])
    more = [pd.read_csv(path) for path in glob.glob("data/*.csv")]
