import mlflow
import pandas as pd
from sklearn.linear_model import LinearRegression

data = pd.read_csv("train.csv")
with mlflow.start_run():  # expect: MLF202
    model = LinearRegression().fit(data[["a"]], data["y"])
    mlflow.log_metric("r2", model.score(data[["a"]], data["y"]))
    mlflow.sklearn.log_model(model, name="model")
