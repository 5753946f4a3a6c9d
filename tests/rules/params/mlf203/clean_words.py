import sys

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

alpha = float(sys.argv[1]) if len(sys.argv) > 1 else 0.5
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", alpha)
    Ridge(alpha=alpha).fit(data[["a"]], data["y"])
