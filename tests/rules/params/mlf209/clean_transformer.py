import mlflow
import pandas as pd
from sklearn.preprocessing import StandardScaler

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("with_mean", "maybe")
    StandardScaler(with_mean=True).fit(data[["a"]])
