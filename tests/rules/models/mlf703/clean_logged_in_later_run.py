import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["a"]], data["y"])
    mlflow.log_metric("r2", model.score(data[["a"]], data["y"]))
with mlflow.start_run(run_name="publish"):
    mlflow.sklearn.log_model(model, name="m")
