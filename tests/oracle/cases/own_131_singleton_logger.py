"""A module-level logger object with lazy start and __getattr__ delegation."""
import atexit

import mlflow
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture


class LazyRun:
    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance._started = False
        return cls._instance

    def ensure(self, experiment="gmm", **kwargs):
        if not self._started:
            mlflow.set_experiment(experiment)
            mlflow.start_run(**kwargs)
            self._started = True
            atexit.register(self.close)
        return self

    def close(self):
        if self._started:
            mlflow.set_tag("closed_by", "atexit")
            mlflow.end_run()
            self._started = False

    def __getattr__(self, name):
        return getattr(mlflow, name)


def fit(k):
    run = LazyRun().ensure(run_name="mixture")
    X, _ = make_blobs(n_samples=100, centers=3, random_state=1)
    model = GaussianMixture(n_components=k, random_state=0).fit(X)
    run.log_metric("bic", model.bic(X), step=k)
    run.log_metric("aic", model.aic(X), step=k)


for k in range(1, 4):
    fit(k)
LazyRun().log_param("max_k", 3)
