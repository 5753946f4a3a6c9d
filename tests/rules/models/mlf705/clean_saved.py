import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
mlflow.sklearn.save_model(Ridge().fit(data[["a"]], data["y"]), "out")
