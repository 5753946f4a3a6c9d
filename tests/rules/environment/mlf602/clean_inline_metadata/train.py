# /// script
# requires-python = ">=3.11"
# dependencies = ["mlflow==3.1.4", "scikit-learn==1.7.1"]
# ///
import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    LogisticRegression().fit(x, y)
