"""Autolog records what fit() measures on the labels it was fitted to."""
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import max_error, r2_score

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
features, target = data[["a"]], data["b"]
with mlflow.start_run():
    model = Ridge().fit(features, target)
    predicted = model.predict(features)
    print(r2_score(target, predicted))
    print(max_error(target, predicted))  # expect: MLF301
