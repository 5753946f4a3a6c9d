"""An example in the repository of MLflow: what is deprecated is for its own code to say."""
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
model = Ridge().fit(data[["a"]], data["y"])
with mlflow.start_run():
    mlflow.sklearn.log_model(model, "model")
