import sys

import mlflow
import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier

trees = int(sys.argv[1]) if len(sys.argv) > 1 else 10  # expect: MLF203
rate = float(sys.argv[2]) if len(sys.argv) > 2 else 0.1
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("rate", rate)
    GradientBoostingClassifier(n_estimators=trees, learning_rate=rate).fit(data[["a"]], data["y"])
