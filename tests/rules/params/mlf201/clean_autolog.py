import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.autolog()
x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    LogisticRegression(C=0.2, max_iter=300).fit(x, y)
