import mlflow
import pandas as pd
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = LogisticRegression().fit(data[["a"]], data["y"])
    print(model.score(data[["a"]], data["y"]))
    print(metrics.f1_score(data["y"], model.predict(data[["a"]])))
