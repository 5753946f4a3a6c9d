import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = LogisticRegression(n_jobs=4, verbose=0)
    model.fit(data[["a"]], data["y"])
    mlflow.log_metric("cv", cross_val_score(model, data[["a"]], data["y"], cv=5, scoring="f1").mean())
    mlflow.log_params(model.get_params())
