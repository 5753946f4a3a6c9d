import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import RidgeClassifier
from sklearn.neighbors import NearestCentroid

X, y = load_iris(return_X_y=True)


def describe(estimator):
    """All constructor parameters, the way autolog would write them."""
    params = estimator.get_params(deep=False)
    params["class"] = estimator.__class__.__name__
    return params


mlflow.set_experiment("get-params")
for est in [RidgeClassifier(alpha=0.5), NearestCentroid()]:
    with mlflow.start_run(run_name=type(est).__name__) as active:
        mlflow.log_params(describe(est))
        est.fit(X, y)
        mlflow.log_metric("train_score", est.score(X, y))
        mlflow.set_tags({"module": type(est).__module__.split(".")[0], "run": "x" if active else "none"})
