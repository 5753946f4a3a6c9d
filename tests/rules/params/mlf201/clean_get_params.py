import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = RandomForestClassifier(n_estimators=200, max_depth=8, random_state=1)
    model.fit(data[["a"]], data["y"])
    mlflow.log_params(model.get_params())
