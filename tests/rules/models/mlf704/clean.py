import pickle

import joblib
import mlflow
import pandas as pd
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import StandardScaler

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

# also logged
with mlflow.start_run():
    model = Ridge().fit(x, y)
    joblib.dump(model, "a.joblib")
    mlflow.sklearn.log_model(model, name="a")

# the file is logged
with mlflow.start_run():
    model_b = Lasso().fit(x, y)
    joblib.dump(model_b, "b.joblib")
    mlflow.log_artifact("b.joblib")

# a preprocessing step is no model
with mlflow.start_run():
    scaler = StandardScaler().fit(x)
    joblib.dump(scaler, "scaler.joblib")

# data is no model
with mlflow.start_run():
    with open("columns.pkl", "wb") as out:
        pickle.dump(list(x.columns), out)

# the folder is logged
with mlflow.start_run():
    model_c = Ridge(alpha=2).fit(x, y)
    joblib.dump(model_c, "out/c.joblib")
    mlflow.log_artifacts("out")
