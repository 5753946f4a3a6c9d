"""An estimator of one's own, its parameters by get_params."""
import mlflow
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import ParameterGrid, train_test_split


class NearestCentroids(BaseEstimator, ClassifierMixin):
    def __init__(self, shrink=0.0, metric="euclidean", scale=True):
        self.shrink = shrink
        self.metric = metric
        self.scale = scale

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        self.spread_ = X.std(axis=0) if self.scale else np.ones(X.shape[1])
        centre = X.mean(axis=0)
        self.centroids_ = np.stack([(1 - self.shrink) * X[y == c].mean(axis=0) + self.shrink * centre for c in self.classes_])
        return self

    def predict(self, X):
        difference = (X[:, None, :] - self.centroids_[None]) / self.spread_
        distance = np.abs(difference).sum(-1) if self.metric == "manhattan" else (difference**2).sum(-1)
        return self.classes_[distance.argmin(axis=1)]


GRID = {"shrink": [0.0, 0.5], "metric": ["euclidean", "manhattan"]}


def main():
    X, y = load_breast_cancer(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    prototype = NearestCentroids()
    mlflow.set_experiment("centroids")
    for number, combination in enumerate(ParameterGrid(GRID)):
        model = clone(prototype).set_params(**combination)
        with mlflow.start_run(run_name=f"combination {number}"):
            mlflow.log_params(model.get_params())
            model.fit(X_train, y_train)
            mlflow.log_metric("train_accuracy", model.score(X_train, y_train))
            mlflow.log_metric("test_accuracy", model.score(X_test, y_test))


main()
