# oracle-env: TRACKER=mlflow
"""A tracker behind a protocol, chosen by the environment."""
import os
from abc import ABC, abstractmethod
from contextlib import contextmanager

import mlflow
from sklearn.datasets import load_iris
from sklearn.metrics import f1_score, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import GaussianNB


class Tracker(ABC):
    @abstractmethod
    def params(self, **values): ...

    @abstractmethod
    def metric(self, name, value, step=None): ...

    @contextmanager
    def session(self, name):
        yield self


class SilentTracker(Tracker):
    def params(self, **values):
        pass

    def metric(self, name, value, step=None):
        pass


class MlflowTracker(Tracker):
    def __init__(self, experiment):
        self.experiment = experiment

    def params(self, **values):
        mlflow.log_params(values)

    def metric(self, name, value, step=None):
        mlflow.log_metric(name, float(value), step=step)

    @contextmanager
    def session(self, name):
        mlflow.set_experiment(self.experiment)
        with mlflow.start_run(run_name=name) as run:
            mlflow.set_tag("tracker", type(self).__name__)
            yield self
        self.last = run.info.run_id


TRACKERS = {"mlflow": lambda: MlflowTracker("iris-bayes"), "none": SilentTracker}


def train(tracker, smoothing):
    X, y = load_iris(return_X_y=True)
    tracker.params(var_smoothing=smoothing, n_splits=4, shuffle=True)
    folds = StratifiedKFold(n_splits=4, shuffle=True, random_state=2)
    for number, (train_rows, test_rows) in enumerate(folds.split(X, y), start=1):
        model = GaussianNB(var_smoothing=smoothing).fit(X[train_rows], y[train_rows])
        tracker.metric("f1", f1_score(y[test_rows], model.predict(X[test_rows]), average="macro"), number)
        tracker.metric("log_loss", log_loss(y[test_rows], model.predict_proba(X[test_rows])), step=number)


def main():
    tracker = TRACKERS[os.environ.get("TRACKER", "none")]()
    for smoothing in (1e-9, 1e-3):
        with tracker.session(f"smoothing={smoothing}") as active:
            train(active, smoothing)


main()
