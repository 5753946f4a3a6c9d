import mlflow
import pandas as pd
from sklearn.linear_model import Lasso


def describe(alpha):
    mlflow.log_param("alpha", f"alpha is {alpha}")  # expect: MLF209


mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    describe(0.3)
    Lasso(alpha=0.3).fit(data[["a"]], data["y"])
