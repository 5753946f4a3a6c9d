import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    Ridge().fit(data[["a"]], data["y"])
