import mlflow
import numpy as np
from hyperopt import STATUS_OK, Trials, fmin, hp, rand
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import RidgeClassifier
from sklearn.model_selection import train_test_split

X, y = load_breast_cancer(return_X_y=True)
X_train, X_valid, y_train, y_valid = train_test_split(X, y, random_state=12)
search_space = {
    "alpha": hp.loguniform("alpha", -3, 2),
    "fit_intercept": hp.choice("fit_intercept", [True, False]),
    "positive": False,
}


def train_model(params):
    mlflow.set_tag("model", "ridge")
    with mlflow.start_run(nested=True):
        mlflow.log_params(params)
        clf = RidgeClassifier(**params)
        clf.fit(X_train, y_train)
        accuracy = clf.score(X_valid, y_valid)
        mlflow.log_metric("valid_accuracy", accuracy)
    return {"loss": -accuracy, "status": STATUS_OK}


mlflow.set_experiment("hyperopt-ridge")
with mlflow.start_run(run_name="random"):
    trials = Trials()
    best = fmin(train_model, search_space, algo=rand.suggest, max_evals=3, trials=trials, rstate=np.random.default_rng(0), show_progressbar=False)
    for name in best:
        mlflow.log_param(f"best_{name}", best[name])
    mlflow.log_metric("best_loss", min(trials.losses()))
