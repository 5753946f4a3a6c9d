import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.sklearn.log_model(model, name="model")
    mlflow.log_artifact("report.txt", artifact_path="reports")
    mlflow.log_artifacts("out", artifact_path="out")
    mlflow.log_artifact("report.txt", "reports")
    mlflow.log_figure(None, "figure.png")
    mlflow.log_params({"artifact_path": 1})
mlflow.sklearn.save_model(model, "out")
