"""A context manager class and a generator context manager around start_run."""
import contextlib
import platform
import sys
import time

import mlflow
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_score


class TrackedRun:
    def __init__(self, name, **tags):
        self.name = name
        self.tags = {"framework": "sklearn", **tags}

    def __enter__(self):
        self.started = time.perf_counter()
        self.run = mlflow.start_run(run_name=self.name)
        mlflow.set_tags(self.tags)
        return self

    def log(self, **metrics):
        for key, value in metrics.items():
            mlflow.log_metric(key, value)

    def __exit__(self, kind, value, traceback):
        mlflow.log_metric("seconds", time.perf_counter() - self.started)
        mlflow.end_run("FINISHED" if kind is None else "FAILED")
        return kind is ValueError


@contextlib.contextmanager
def child(name, parent=None):
    with mlflow.start_run(run_name=name, nested=True) as run:
        try:
            yield run
        finally:
            mlflow.set_tag("python", ".".join(map(str, sys.version_info[:2])))
            mlflow.set_tag("machine", platform.system())


mlflow.set_experiment("kmeans-elbow")
X, _ = make_blobs(n_samples=120, centers=4, random_state=5)
with TrackedRun("elbow", owner="lena") as tracked:
    mlflow.log_param("samples", len(X))
    for k in (2, 4):
        with child(f"k={k}") as run:
            model = KMeans(n_clusters=k, n_init=3, random_state=0).fit(X)
            mlflow.log_param("k", k)
            mlflow.log_metrics({"inertia": model.inertia_, "silhouette": silhouette_score(X, model.labels_)})
            tracked.log(**{f"inertia_{k}": model.inertia_})
    tracked.log(n_candidates=2)
