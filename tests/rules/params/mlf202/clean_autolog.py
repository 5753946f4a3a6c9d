import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

mlflow.sklearn.autolog()
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    GaussianNB().fit(x, y)
