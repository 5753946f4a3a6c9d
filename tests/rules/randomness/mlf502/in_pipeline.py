import mlflow
import pandas as pd
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

data = pd.read_csv("train.csv")
pipeline = Pipeline([
    ("scale", StandardScaler()),
    ("forest", RandomForestClassifier()),  # expect: MLF502
])
with mlflow.start_run():
    pipeline.fit(data[["a"]], data["y"])
outliers = IsolationForest(contamination=0.1).fit_predict(data[["a"]])  # expect: MLF502
