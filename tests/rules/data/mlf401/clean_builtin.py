import mlflow
from sklearn.datasets import load_iris, make_classification
from sklearn.linear_model import LogisticRegression

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    LogisticRegression().fit(x, y)
a, b = make_classification(random_state=1)
with mlflow.start_run():
    LogisticRegression().fit(a, b)
