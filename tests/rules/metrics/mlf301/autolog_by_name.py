"""Autolog patches the functions in sklearn.metrics: one imported by its name before is not logged (MLflow 3.17, measured)."""
import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = LogisticRegression().fit(data[["a"]], data["y"])
    print(f1_score(data["y"], model.predict(data[["a"]])))  # expect: MLF301 "f1_score"
