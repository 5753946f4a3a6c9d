"""mlflow is optional; a flag and a helper decide."""
import os
from contextlib import nullcontext

try:
    import mlflow

    HAS_MLFLOW = True
except ImportError:
    mlflow = None
    HAS_MLFLOW = False

from sklearn.datasets import make_regression
from sklearn.linear_model import HuberRegressor

USE = HAS_MLFLOW and os.environ.get("DISABLE_TRACKING", "0") != "1"


def maybe_run(name):
    return mlflow.start_run(run_name=name) if USE else nullcontext()


def log(params=None, metrics=None, step=None):
    if not USE:
        return
    if params:
        mlflow.log_params(params)
    if metrics:
        mlflow.log_metrics(metrics, step=step)


def train(epsilon):
    X, y = make_regression(n_samples=60, n_features=3, noise=1.0, random_state=8)
    with maybe_run(f"huber-{epsilon}") as run:
        log(params={"epsilon": epsilon})
        model = HuberRegressor(epsilon=epsilon).fit(X, y)
        log(metrics={"r2": model.score(X, y), "outliers": int(model.outliers_.sum())})
        if run is not None:
            log(metrics={"n_iter": model.n_iter_}, step=1)


if USE:
    mlflow.set_experiment("optional")
for epsilon in (1.2, 2):
    train(epsilon)
