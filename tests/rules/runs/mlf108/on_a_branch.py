"""Whenever the line runs, the run has ended: that it may be skipped is no excuse."""
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
mlflow.set_experiment("branches")
for alpha in (0.1, 1.0):
    model = Ridge(alpha=alpha).fit(data[["a"]], data["y"])
    score = model.score(data[["a"]], data["y"])
    with mlflow.start_run():
        mlflow.log_param("alpha", alpha)
        mlflow.log_metric("r2", score)
    if score > 0.9:
        mlflow.log_artifact("train.csv")  # expect: MLF108
        break
mlflow.end_run()
