import mlflow
import pandas as pd
from sklearn.linear_model import Lasso

data = pd.read_csv("train.csv")
model = Lasso().fit(data[["a"]], data["y"])
mlflow.log_metric("r2", model.score(data[["a"]], data["y"]))  # expect: MLF703
