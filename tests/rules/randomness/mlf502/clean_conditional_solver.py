import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import LinearSVC

data = pd.read_csv("train.csv")
with mlflow.start_run():
    LogisticRegression(solver="lbfgs").fit(data[["a"]], data["y"])
    Ridge(solver="cholesky").fit(data[["a"]], data["y"])
