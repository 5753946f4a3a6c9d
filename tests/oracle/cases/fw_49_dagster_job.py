import mlflow
from dagster import In, Out, job, op
from sklearn.datasets import load_wine
from sklearn.linear_model import RidgeClassifier


@op(out=Out(dict))
def settings():
    return {"alpha": 0.7, "solver": "svd"}


@op(ins={"options": In(dict)})
def train(context, options):
    X, y = load_wine(return_X_y=True)
    with mlflow.start_run(run_name="dagster-train"):
        mlflow.log_params(options)
        mlflow.set_tag("op", "train")
        model = RidgeClassifier(**options).fit(X, y)
        accuracy = model.score(X, y)
        mlflow.log_metric("accuracy", accuracy)
    return accuracy


@job
def pipeline():
    train(settings())


if __name__ == "__main__":
    assert pipeline.execute_in_process().success
