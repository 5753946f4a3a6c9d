import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("n_estimators", 50)  # expect: MLF209
    RandomForestClassifier(n_estimators=200, random_state=1).fit(data[["a"]], data["y"])
