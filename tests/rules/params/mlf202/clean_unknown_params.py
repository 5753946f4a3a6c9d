import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB
from somewhere import settings

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    mlflow.log_params(settings.as_dict())
    GaussianNB().fit(x, y)
