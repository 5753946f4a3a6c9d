import mlflow
from sklearn import metrics
from sklearn.datasets import make_classification
from sklearn.ensemble import ExtraTreesClassifier

from utils.io import flatten


class Trainer:
    METRICS = {"accuracy": metrics.accuracy_score, "f1": metrics.f1_score, "auc": metrics.roc_auc_score}

    def __init__(self, cfg):
        self.cfg = cfg
        self.model = ExtraTreesClassifier(random_state=cfg["seed"], **cfg["model"]["params"])

    def run(self):
        mlflow.set_experiment(self.cfg["experiment"])
        with mlflow.start_run(run_name=self.cfg["run_name"]):
            mlflow.set_tags(self.cfg.get("tags", {}))
            mlflow.log_params(flatten(self.cfg["model"]))
            mlflow.log_params(flatten({"data": self.cfg["data"]}))
            mlflow.log_artifact("configs/train.yaml")
            X, y = make_classification(self.cfg["data"]["n_samples"], random_state=self.cfg["seed"])
            self.model.fit(X[:100], y[:100])
            pred = self.model.predict(X[100:])
            for name in self.cfg["metrics"]:
                mlflow.log_metric(f"test/{name}", self.METRICS[name](y[100:], pred))
