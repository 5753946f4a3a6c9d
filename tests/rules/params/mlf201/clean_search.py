import mlflow
import pandas as pd
from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC

data = pd.read_csv("train.csv")
grid = {"C": [1, 10], "kernel": ["rbf", "linear"]}
with mlflow.start_run():
    search = GridSearchCV(SVC(), grid, cv=3)
    search.fit(data[["a"]], data["y"])
    mlflow.log_params(search.best_params_)
    mlflow.log_metric("best", search.best_score_)
