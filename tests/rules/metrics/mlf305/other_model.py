import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
forest = RandomForestClassifier(random_state=1).fit(x, y)
logistic = LogisticRegression().fit(x, y)
forest_predicted = forest.predict(x)
logistic_predicted = logistic.predict(x)

with mlflow.start_run(run_name="forest"):
    mlflow.log_metric("accuracy", accuracy_score(y, forest_predicted))
    mlflow.sklearn.log_model(forest, name="forest")

with mlflow.start_run(run_name="logistic"):
    mlflow.log_metric("accuracy", accuracy_score(y, forest_predicted))  # expect: MLF305 "RandomForestClassifier"
    mlflow.sklearn.log_model(logistic, name="logistic")
