"""itertools.product over named tuples, results to a table and a best run tag."""
import itertools
from typing import NamedTuple

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import make_classification
from sklearn.svm import SVC


class Point(NamedTuple):
    C: float
    gamma: str
    shrinking: bool = True

    def label(self):
        return f"C{self.C:g}_{self.gamma}"


def grid():
    for C, gamma in itertools.product([0.5, 2], ("scale", "auto")):
        yield Point(C, gamma)


X, y = make_classification(n_samples=120, n_features=8, random_state=10)
mlflow.set_experiment("svc-product")
results = []
for index, point in enumerate(grid()):
    with mlflow.start_run(run_name=point.label()) as run:
        mlflow.log_params(point._asdict())
        mlflow.log_param("index", index)
        svc = SVC(**point._asdict()).fit(X[:80], y[:80])
        accuracy = svc.score(X[80:], y[80:])
        mlflow.log_metric("accuracy", accuracy)
        mlflow.log_metric(f"support_{point.gamma}", int(svc.n_support_.sum()))
        results.append((accuracy, run.info.run_id, point))

best_accuracy, best_id, best_point = max(results, key=lambda r: (r[0], r[1]))
MlflowClient().set_tag(best_id, "best", "true")
with mlflow.start_run(run_name="report"):
    mlflow.log_metric("best_accuracy", best_accuracy)
    mlflow.log_params({f"best_{field}": getattr(best_point, field) for field in Point._fields})
    mlflow.log_table({"accuracy": [r[0] for r in results], "gamma": [r[2].gamma for r in results]}, "grid.json")
