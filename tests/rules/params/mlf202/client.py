from mlflow import MlflowClient
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
client = MlflowClient()
run = client.create_run("1")  # expect: MLF202
model = GaussianNB().fit(x, y)
client.log_metric(run.info.run_id, "accuracy", model.score(x, y))
client.set_terminated(run.info.run_id)
