import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

data = pd.read_csv("train.csv")
train, test = train_test_split(data, random_state=1)
with mlflow.start_run():
    mlflow.log_param("n_estimators", 10)
    model = RandomForestClassifier(n_estimators=10, random_state=42)  # expect: MLF504 "random_state=42"
    model.fit(train[["a"]], train["y"])
