import mlflow
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_validate

data = pd.read_csv("houses.csv")
mlflow.set_experiment("houses")
with mlflow.start_run():
    scores = cross_validate(Ridge(alpha=2), data[["rooms"]], data["price"], scoring=["r2", "neg_mean_squared_error"])
    mlflow.log_param("alpha", 2)
    mlflow.log_params(scores)  # expect: MLF206 "test_r2"
    mlflow.log_metric("r2", np.mean(scores["test_r2"]))
