import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
    mlflow.log_param("alpha", 1.0)  # expect: MLF209 "raises"
