import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    LogisticRegression().fit(x, y)
