import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.log_param("alpha", "half")
