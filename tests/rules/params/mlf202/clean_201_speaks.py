import mlflow
from sklearn.datasets import load_iris
from sklearn.svm import SVC

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    SVC(C=3).fit(x, y)
