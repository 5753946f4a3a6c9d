import mlflow
from prefect import flow, task
from sklearn.datasets import load_iris
from sklearn.svm import SVC


@task
def load():
    return load_iris(return_X_y=True)


@task(name="fit", retries=0)
def fit(data, C):
    X, y = data
    mlflow.log_param("C", C)
    model = SVC(C=C).fit(X, y)
    mlflow.log_metric("accuracy", model.score(X, y))
    return model


@flow(name="train-svm", validate_parameters=False)
def train(C: float = 2.0):
    mlflow.set_experiment("prefect")
    with mlflow.start_run(run_name="svm"):
        model = fit.fn(load.fn(), C)
        mlflow.sklearn.log_model(model, name="svm")


if __name__ == "__main__":
    train.fn()
