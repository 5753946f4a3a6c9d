import mlflow
import pandas as pd
from sklearn.svm import SVC

mlflow.sklearn.autolog(log_models=False)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_params({
        "kernel": "linear",  # expect: MLF209 "kernel"
        "author": "anna",
    })
    SVC(kernel="rbf").fit(data[["a"]], data["y"])
