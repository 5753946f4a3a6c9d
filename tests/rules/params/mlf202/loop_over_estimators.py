import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
for name, model in {"nb": GaussianNB(), "lr": LogisticRegression()}.items():
    with mlflow.start_run(run_name=name):  # expect: MLF202
        model.fit(x, y)
        mlflow.log_metric("accuracy", model.score(x, y))
