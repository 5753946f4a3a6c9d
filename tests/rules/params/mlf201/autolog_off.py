import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.sklearn.autolog()
mlflow.sklearn.autolog(disable=True)
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    LogisticRegression(C=0.2).fit(x, y)  # expect: MLF201
