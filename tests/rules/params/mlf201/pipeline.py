import mlflow
import pandas as pd
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

data = pd.read_csv("train.csv")
pipeline = Pipeline([
    ("scale", StandardScaler()),
    ("select", SelectKBest(k=5)),  # expect: MLF201 "k=5"
    ("model", LogisticRegression(C=0.5, max_iter=500)),  # expect: MLF201 "max_iter"
])
with mlflow.start_run():
    pipeline.fit(data.drop(columns="y"), data["y"])
    mlflow.log_param("C", 0.5)
