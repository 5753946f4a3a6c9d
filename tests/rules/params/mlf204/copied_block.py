import mlflow
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

data = pd.read_csv("train.csv")


def small():
    with mlflow.start_run(run_name="small"):
        DecisionTreeClassifier(max_depth=3).fit(data[["a"]], data["y"])
        mlflow.log_param("max_depth", 3)


def large():
    with mlflow.start_run(run_name="large"):
        DecisionTreeClassifier(max_depth=12).fit(data[["a"]], data["y"])
        mlflow.log_param("max_depth", 3)  # expect: MLF204 "max_depth"


small()
large()
