"""The folder is an option; the file below its default is in git, so the commit of the run names it."""
import argparse
import os

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--folder", default="./output")
folder = parser.parse_args().folder

data = pd.read_pickle(os.path.join(folder, "train.pkl"))
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
