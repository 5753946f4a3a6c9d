import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog(log_models=False)
data = pd.read_csv("train.csv")
with mlflow.start_run():  # expect: MLF703
    Ridge().fit(data[["a"]], data["y"])
