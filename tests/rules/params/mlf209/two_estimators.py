import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    Ridge(alpha=2.0, solver="svd").fit(data[["a"]], data["y"])
    mlflow.log_params({"solver": "cholesky"})  # expect: MLF209 "solver"
