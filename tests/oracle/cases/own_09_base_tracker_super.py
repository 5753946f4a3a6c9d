"""A class hierarchy of trackers: base writes, subclasses add."""
import abc

import mlflow
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression, RidgeClassifier


class BaseExperiment(abc.ABC):
    experiment_name = "base"
    extra_tags: dict = {}

    def __init__(self, **params):
        self.params = params

    @property
    @abc.abstractmethod
    def estimator(self): ...

    @property
    def prefix(self):
        return self.__class__.__name__.lower()

    def tags(self):
        return {"family": "linear", **self.extra_tags}

    def metrics(self, model, X, y):
        return {"accuracy": model.score(X, y)}

    def execute(self, X, y):
        mlflow.set_experiment(self.experiment_name)
        with mlflow.start_run(run_name=self.prefix):
            mlflow.set_tags(self.tags())
            mlflow.log_params(self.params)
            model = self.estimator.fit(X, y)
            mlflow.log_metrics(self.metrics(model, X, y))


class LogReg(BaseExperiment):
    experiment_name = "wine-linear"

    @property
    def estimator(self):
        return LogisticRegression(**self.params)

    def metrics(self, model, X, y):
        out = super().metrics(model, X, y)
        out["n_iter"] = int(model.n_iter_[0])
        return out


class RidgeClf(BaseExperiment):
    experiment_name = "wine-linear"
    extra_tags = {"closed_form": "true"}

    def __init__(self, alpha=1.0):
        super().__init__(alpha=alpha)

    @property
    def estimator(self):
        return RidgeClassifier(**self.params)

    def tags(self):
        return super().tags() | {"solver": "svd"}


if __name__ == "__main__":
    X, y = load_wine(return_X_y=True)
    for exp in [LogReg(C=0.1, max_iter=5000), RidgeClf(alpha=2.0)]:
        exp.execute(X, y)
