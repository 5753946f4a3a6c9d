import sys

import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    if len(sys.argv) > 1:
        mlflow.log_param("note", sys.argv[1])
    GaussianNB().fit(x, y)
