"""Mixins and cooperative super() calls around logging."""
import mlflow
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lars


class ParamsMixin:
    def log_hyperparameters(self):
        mlflow.log_params({f"{self.prefix}__{k}": v for k, v in self.hyperparameters().items()})


class TimingMixin:
    timings = ()

    def fit(self, X, y):
        result = super().fit(X, y)
        self.timings = (*self.timings, "fit")
        mlflow.log_metric(f"{self.prefix}_calls", len(self.timings))
        return result


class Base:
    prefix = "model"

    def __init__(self, n_nonzero=4):
        self.n_nonzero = n_nonzero

    def hyperparameters(self):
        return {"n_nonzero": self.n_nonzero, "class": self.__class__.__name__}

    def fit(self, X, y):
        self.model_ = Lars(n_nonzero_coefs=self.n_nonzero).fit(X, y)
        mlflow.log_metric("r2", self.model_.score(X, y))
        return self


class TrackedLars(TimingMixin, ParamsMixin, Base):
    prefix = "lars"

    def hyperparameters(self):
        return {**super().hyperparameters(), "fit_path": True}


mlflow.set_experiment("mixins")
X, y = load_diabetes(return_X_y=True)
with mlflow.start_run(run_name=TrackedLars.prefix):
    model = TrackedLars(n_nonzero=3)
    model.log_hyperparameters()
    model.fit(X, y)
