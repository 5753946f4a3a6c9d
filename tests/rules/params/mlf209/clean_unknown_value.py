import sys

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", sys.argv[1])
    Ridge(alpha=float(sys.argv[1])).fit(data[["a"]], data["y"])
