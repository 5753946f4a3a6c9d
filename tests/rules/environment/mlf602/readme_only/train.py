import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

x, y = load_iris(return_X_y=True)
mlflow.start_run()  # expect: MLF602
LogisticRegression().fit(x, y)
mlflow.end_run()
