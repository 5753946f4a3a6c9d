import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

mlflow.autolog()
x, y = load_iris(return_X_y=True)
LogisticRegression().fit(x, y)  # expect: MLF901
