import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB


def describe(model):
    mlflow.log_params(model.get_params())


x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    describe(GaussianNB().fit(x, y))
