from contextlib import contextmanager

import mlflow
from sklearn.metrics import confusion_matrix


class ExperimentLogger:
    def __init__(self, experiment, default_tags=None):
        self.experiment = experiment
        self.default_tags = default_tags or {}
        self.summary = []
        mlflow.set_experiment(experiment)

    @contextmanager
    def run(self, name):
        tags = dict(self.default_tags)
        tags["run_kind"] = name.split("-")[0]
        with mlflow.start_run(run_name=name, tags=tags) as active:
            self.summary.append(active.info.run_id)
            yield active

    def params(self, values):
        for key in values:
            mlflow.log_param(key, values[key])

    def metrics(self, values, prefix=""):
        mlflow.log_metrics({prefix + k: v for k, v in values.items()})


def log_confusion(y_true, y_pred, labels):
    matrix = confusion_matrix(y_true, y_pred)
    for i, label in enumerate(labels):
        mlflow.log_metric(f"recall_{label}", matrix[i, i] / matrix[i].sum())
    mlflow.log_dict({"labels": labels, "matrix": matrix.tolist()}, "confusion.json")
