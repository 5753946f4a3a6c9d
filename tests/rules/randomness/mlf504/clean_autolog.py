import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    RandomForestClassifier(random_state=42).fit(data[["a"]], data["y"])
