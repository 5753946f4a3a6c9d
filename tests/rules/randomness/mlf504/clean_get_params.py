import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = RandomForestClassifier(random_state=42).fit(data[["a"]], data["y"])
    mlflow.log_params(model.get_params())
