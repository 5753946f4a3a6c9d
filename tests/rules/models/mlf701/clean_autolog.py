import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
Ridge().fit(data[["a"]], data["y"])
