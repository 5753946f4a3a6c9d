import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = RandomForestClassifier(
        n_estimators=200,  # expect: MLF201 "n_estimators=200"
        max_depth=8,
        min_samples_leaf=3,  # expect: MLF201
        n_jobs=-1,
        verbose=1,
        random_state=42,
    )
    model.fit(data[["a", "b"]], data["y"])
    mlflow.log_param("max_depth", 8)
