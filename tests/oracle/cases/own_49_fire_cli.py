"""python own_49_fire_cli.py train --eps=0.3"""
# oracle-args: train --eps=0.6 --min_samples=4
import fire
import mlflow
from sklearn.cluster import DBSCAN
from sklearn.datasets import make_moons


class Pipeline:
    """Commands of the tool."""

    def __init__(self, experiment="fire-dbscan", seed=0):
        self.experiment = experiment
        self.seed = seed

    def _data(self):
        return make_moons(120, noise=0.05, random_state=self.seed)

    def train(self, eps=0.3, min_samples=5, algorithm="auto"):
        X, _ = self._data()
        mlflow.set_experiment(self.experiment)
        with mlflow.start_run(run_name="dbscan"):
            mlflow.log_params({"eps": eps, "min_samples": min_samples, "algorithm": algorithm, "seed": self.seed})
            labels = DBSCAN(eps=eps, min_samples=min_samples, algorithm=algorithm).fit_predict(X)
            mlflow.log_metric("n_clusters", len(set(labels) - {-1}))
            mlflow.log_metric("noise_share", float((labels == -1).mean()))

    def info(self):
        return "see the tracking server"


if __name__ == "__main__":
    fire.Fire(Pipeline)
