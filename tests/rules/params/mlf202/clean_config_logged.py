import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

config = {"model": "nb", "data": "iris"}
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    mlflow.log_dict(config, "config.json")
    GaussianNB().fit(x, y)
