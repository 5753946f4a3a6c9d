"""Trainer with an injected tracker; a null tracker is the default."""
import mlflow
import numpy as np
from sklearn.datasets import load_wine
from sklearn.linear_model import SGDClassifier
from sklearn.preprocessing import StandardScaler


class NullTracker:
    def start(self, name):
        return self

    def params(self, **kwargs):
        pass

    def metric(self, name, value, step=None):
        pass

    def finish(self, status="FINISHED"):
        pass


class MlflowTracker(NullTracker):
    def __init__(self, experiment, prefix=""):
        mlflow.set_experiment(experiment)
        self.prefix = prefix
        self.run = None

    def start(self, name):
        self.run = mlflow.start_run(run_name=name)
        return self

    def params(self, **kwargs):
        mlflow.log_params({self.prefix + key: value for key, value in kwargs.items()})

    def metric(self, name, value, step=None):
        mlflow.log_metric(self.prefix + name, float(value), step=step)

    def finish(self, status="FINISHED"):
        mlflow.set_tag("outcome", status.lower())
        mlflow.end_run(status)


class Trainer:
    def __init__(self, model, tracker=None, epochs=3):
        self.model = model
        self.tracker = tracker or NullTracker()
        self.epochs = epochs
        self.history = []

    def fit(self, X, y):
        self.tracker.start("sgd")
        self.tracker.params(epochs=self.epochs, alpha=self.model.alpha, loss=self.model.loss)
        classes = np.unique(y)
        for epoch in range(self.epochs):
            self.model.partial_fit(X, y, classes=classes)
            score = self._evaluate(X, y)
            self.history.append(score)
            self.tracker.metric("train_accuracy", score, step=epoch)
        self.tracker.metric("best", max(self.history))
        self.tracker.finish()
        return self

    def _evaluate(self, X, y):
        return self.model.score(X, y)


def main():
    X, y = load_wine(return_X_y=True)
    X = StandardScaler().fit_transform(X)
    Trainer(SGDClassifier(alpha=0.001, loss="log_loss", random_state=0), epochs=1).fit(X, y)
    tracker = MlflowTracker("wine-sgd", prefix="clf.")
    Trainer(SGDClassifier(alpha=0.01, loss="log_loss", random_state=0), tracker).fit(X, y)


main()
