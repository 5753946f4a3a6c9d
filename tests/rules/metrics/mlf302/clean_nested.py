import mlflow
from sklearn.datasets import load_iris
from sklearn.svm import SVC

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    mlflow.log_param("search", "C")
    for c in (1, 10):
        with mlflow.start_run(nested=True):
            mlflow.log_param("C", c)
            mlflow.log_metric("accuracy", SVC(C=c).fit(x, y).score(x, y))
