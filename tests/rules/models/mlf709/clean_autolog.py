import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
RandomForestClassifier(random_state=1).fit(data[["a"]], data["y"])
