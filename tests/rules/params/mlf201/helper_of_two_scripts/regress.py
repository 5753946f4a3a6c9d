import mlflow
import pandas as pd
from sklearn.svm import SVR
from tracking import begin

data = pd.read_csv("train.csv")
with begin("regress"):
    mlflow.log_param("C", 2.0)
    SVR(C=2.0).fit(data[["a"]], data["y"])
