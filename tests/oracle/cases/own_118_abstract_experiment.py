"""A template-method base class; subclasses give the model and extra metrics."""
import abc

import mlflow
import numpy as np
from sklearn import datasets, linear_model, metrics, model_selection, neighbors


class Experiment(abc.ABC):
    name = "base"
    dataset = staticmethod(datasets.load_diabetes)

    def __init__(self, seed=0, **hyper):
        self.seed = seed
        self.hyper = hyper
        self._metrics = {}

    @abc.abstractmethod
    def build(self):
        ...

    def extra_metrics(self, model, X, y):
        return {}

    def log(self, key, value):
        self._metrics[f"{self.name}.{key}"] = value

    def run(self):
        bunch = self.dataset()
        parts = model_selection.train_test_split(bunch.data, bunch.target, random_state=self.seed)
        X_train, X_test, y_train, y_test = parts
        with mlflow.start_run(run_name=self.name):
            mlflow.log_param("seed", self.seed)
            mlflow.log_params(self.hyper)
            model = self.build().fit(X_train, y_train)
            residual = y_test - model.predict(X_test)
            self.log("mae", np.abs(residual).mean())
            self.log("rmse", np.sqrt((residual**2).mean()))
            for key, value in self.extra_metrics(model, X_test, y_test).items():
                self.log(key, value)
            mlflow.log_metrics(self._metrics)
            mlflow.set_tag("class", type(self).__name__)
        return self._metrics


class RidgeExperiment(Experiment):
    name = "ridge"

    def build(self):
        return linear_model.Ridge(**self.hyper)

    def extra_metrics(self, model, X, y):
        return {"coef_norm": float(np.linalg.norm(model.coef_))}


class KnnExperiment(Experiment):
    name = "knn"

    def __init__(self, k=5, **kwargs):
        super().__init__(n_neighbors=k, **kwargs)

    def build(self):
        return neighbors.KNeighborsRegressor(**self.hyper)

    def extra_metrics(self, model, X, y):
        out = super().extra_metrics(model, X, y)
        out["r2"] = metrics.r2_score(y, model.predict(X))
        return out


if __name__ == "__main__":
    mlflow.set_experiment("template")
    for experiment in (RidgeExperiment(alpha=0.3), KnnExperiment(k=9, weights="distance")):
        experiment.run()
