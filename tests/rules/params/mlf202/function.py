import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB


def train():
    x, y = load_iris(return_X_y=True)
    with mlflow.start_run(run_name="nb"):  # expect: MLF202
        model = GaussianNB()
        model.fit(x, y)
        mlflow.log_metric("accuracy", model.score(x, y))


train()
