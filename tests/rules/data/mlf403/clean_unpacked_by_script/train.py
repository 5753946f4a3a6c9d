import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("data/rows.csv")
with mlflow.start_run():
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
