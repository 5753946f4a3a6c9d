import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
with mlflow.start_run() as run:
    model = GaussianNB().fit(x, y)
with mlflow.start_run(run_id=run.info.run_id):
    mlflow.log_metric("accuracy", model.score(x, y))
