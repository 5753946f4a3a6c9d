"""A parent and children made by a client wrapper with its own small API."""
from mlflow import MlflowClient
from sklearn.datasets import load_wine
from sklearn.ensemble import AdaBoostClassifier


class Runs:
    def __init__(self, experiment, client=None):
        self.client = client or MlflowClient()
        found = self.client.get_experiment_by_name(experiment)
        self.experiment_id = found.experiment_id if found is not None else self.client.create_experiment(experiment)

    def start(self, name, parent=None, **tags):
        if parent:
            tags["mlflow.parentRunId"] = parent
        return self.client.create_run(self.experiment_id, run_name=name, tags=tags).info.run_id

    def write(self, run_id, params=(), metrics=(), step=0):
        for key, value in dict(params).items():
            self.client.log_param(run_id, key, value)
        for key, value in dict(metrics).items():
            self.client.log_metric(run_id, key, value, step=step)

    def finish(self, *run_ids):
        for run_id in run_ids:
            self.client.set_terminated(run_id, "FINISHED")


X, y = load_wine(return_X_y=True)
runs = Runs("client-children")
parent = runs.start("adaboost", owner="ops")
children = []
for rate in (0.5, 1.0):
    child = runs.start(f"rate-{rate}", parent=parent, kind="child")
    model = AdaBoostClassifier(n_estimators=5, learning_rate=rate, random_state=0).fit(X, y)
    runs.write(child, {"learning_rate": rate, "n_estimators": 5})
    for step, score in enumerate(model.staged_score(X, y)):
        runs.write(child, metrics={"staged": score}, step=step)
    children.append(child)
runs.write(parent, params={"children": len(children)}, metrics=[("last_score", model.score(X, y))])
runs.finish(*children, parent)
