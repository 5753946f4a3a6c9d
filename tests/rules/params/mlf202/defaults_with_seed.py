import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():  # expect: MLF202
    model = RandomForestClassifier(random_state=42)
    model.fit(data[["a"]], data["y"])
    mlflow.log_metric("accuracy", model.score(data[["a"]], data["y"]))
