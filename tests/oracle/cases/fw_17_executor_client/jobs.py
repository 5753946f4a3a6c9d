from typing import NamedTuple

from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs


class Job(NamedTuple):
    seed: int
    n_clusters: int = 4

    @property
    def name(self):
        return f"kmeans-k{self.n_clusters}-s{self.seed}"


def fit_job(job):
    X, _ = make_blobs(90, centers=job.n_clusters, random_state=1)
    history = []
    for step, n_init in enumerate((1, 2, 4)):
        model = KMeans(job.n_clusters, n_init=n_init, random_state=job.seed).fit(X)
        history.append((step, model.inertia_))
    return model.inertia_, history
