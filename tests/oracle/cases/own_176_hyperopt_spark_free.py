"""hyperopt with a conditional space and space_eval at the end."""
import mlflow
import numpy as np
from hyperopt import STATUS_OK, Trials, fmin, hp, space_eval, tpe
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier

SPACE = hp.choice(
    "kind",
    [
        {"kind": "knn", "n_neighbors": hp.quniform("n_neighbors", 1, 15, 2)},
        {"kind": "logistic", "C": hp.loguniform("C", np.log(0.01), np.log(10))},
    ],
)
X, y = load_wine(return_X_y=True)


def build(params):
    params = dict(params)
    kind = params.pop("kind")
    if kind == "knn":
        return KNeighborsClassifier(n_neighbors=int(params["n_neighbors"]))
    return LogisticRegression(max_iter=200, **params)


def objective(params):
    with mlflow.start_run(nested=True):
        mlflow.set_tag("kind", params["kind"])
        mlflow.log_params({k: v for k, v in params.items() if k != "kind"})
        score = cross_val_score(build(params), X, y, cv=3).mean()
        mlflow.log_metric("accuracy", score)
    return {"loss": -score, "status": STATUS_OK}


mlflow.set_experiment("hyperopt-choice")
with mlflow.start_run(run_name="search"):
    trials = Trials()
    best = fmin(objective, SPACE, tpe.suggest, max_evals=6, trials=trials, rstate=np.random.default_rng(2),
                show_progressbar=False)
    chosen = space_eval(SPACE, best)
    mlflow.log_params({f"best_{name}": value for name, value in chosen.items()})
    mlflow.log_metric("best_accuracy", -min(trials.losses()))
