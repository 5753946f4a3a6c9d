import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB
from reports import summarise

x, y = load_iris(return_X_y=True)
with mlflow.start_run():
    model = GaussianNB().fit(x, y)
    mlflow.log_metrics(summarise(model, x, y))
