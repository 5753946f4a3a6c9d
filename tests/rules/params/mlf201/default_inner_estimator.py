import mlflow
import pandas as pd
from sklearn.ensemble import AdaBoostClassifier, BaggingRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
scaled = Pipeline(steps=[("scale", StandardScaler(with_mean=False))]).fit_transform(x)
with mlflow.start_run():
    boosted = AdaBoostClassifier(n_estimators=70, random_state=1).fit(scaled, y)  # expect: MLF201 "n_estimators=70"
    bagged = BaggingRegressor(max_samples=0.5, random_state=1).fit(scaled, y)  # expect: MLF201 "max_samples=0.5"
