import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.sklearn.autolog()
x, y = load_iris(return_X_y=True)
LogisticRegression().fit(x, y)  # expect: MLF103
