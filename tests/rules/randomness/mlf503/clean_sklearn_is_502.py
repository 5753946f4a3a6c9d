import mlflow
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    RandomForestClassifier().fit(x, y)
