import mlflow
from mlflow import MlflowClient
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
with mlflow.start_run() as run:
    model = GaussianNB().fit(x, y)
MlflowClient().log_metric(run.info.run_id, "accuracy", model.score(x, y))
