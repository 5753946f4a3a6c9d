import itertools

import mlflow
from joblib import Parallel, delayed
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier

GRID = {"alpha": [1e-3, 1e-2], "loss": ["hinge", "log_loss"]}


def one(parent, alpha, loss):
    X, y = load_digits(return_X_y=True)
    with mlflow.start_run(run_name=f"{loss}-{alpha}", nested=True, parent_run_id=parent):
        mlflow.log_params({"alpha": alpha, "loss": loss})
        score = SGDClassifier(alpha=alpha, loss=loss, random_state=0, max_iter=20, tol=None).fit(X, y).score(X, y)
        mlflow.log_metric("accuracy", score)
    return score


with mlflow.start_run(run_name="grid") as parent:
    jobs = (delayed(one)(parent.info.run_id, *point) for point in itertools.product(*GRID.values()))
    scores = Parallel(n_jobs=1)(jobs)
    mlflow.log_metric("best", max(scores))
