import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from urllib.parse import urlparse

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["a"]], data["y"])
    if urlparse(mlflow.get_tracking_uri()).scheme != "file":
        mlflow.sklearn.log_model(model, "model", registered_model_name="Ridge")  # expect: MLF701
    else:
        mlflow.sklearn.log_model(model, "model")  # expect: MLF701
