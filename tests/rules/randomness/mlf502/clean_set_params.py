import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
model = RandomForestClassifier()
model.set_params(random_state=1)
with mlflow.start_run():
    model.fit(data[["a"]], data["y"])
