import mlflow
import pandas as pd
import xgboost as xgb
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import SVC

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

with mlflow.start_run():  # expect: MLF703 "Ridge"
    model = Ridge(alpha=0.5).fit(x, y)
    mlflow.log_param("alpha", 0.5)
    mlflow.log_metric("r2", model.score(x, y))


def booster():
    with mlflow.start_run():  # expect: MLF703
        params = {"max_depth": 3}
        mlflow.log_params(params)
        return xgb.train(params, xgb.DMatrix(x, y), num_boost_round=10)


def with_picture():
    with mlflow.start_run(run_name="clusters"):  # expect: MLF703
        KMeans(n_clusters=3, random_state=1).fit(x)
        mlflow.log_artifact("clusters.png")


class Trainer:
    def run(self):
        mlflow.start_run()  # expect: MLF703
        self.model = SVC(C=2).fit(x, y)
        mlflow.log_param("C", 2)
        mlflow.end_run()


booster()
with_picture()
Trainer().run()

logistic = LogisticRegression().fit(x, y)
with mlflow.start_run():  # expect: MLF703
    mlflow.log_metric("accuracy", logistic.score(x, y))
    mlflow.log_text("done", "report.txt")
