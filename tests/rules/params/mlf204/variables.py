import mlflow
import pandas as pd
from sklearn.linear_model import Lasso, Ridge

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

alpha = 0.1
with mlflow.start_run():
    mlflow.log_param("alpha", alpha)  # expect: MLF204
    alpha = 0.2
    Lasso(alpha=alpha).fit(x, y)

first, second = 1.0, 2.0
with mlflow.start_run():
    mlflow.log_param("alpha", first)  # expect: MLF204
    Ridge(alpha=second).fit(x, y)
