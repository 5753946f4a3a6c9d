"""Tune with hyperopt, then retrain and log the winner."""
from functools import partial

import hyperopt
import mlflow
import numpy as np
import xgboost as xgb
from hyperopt import hp
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

search_space = {
    "max_depth": hp.choice("max_depth", [2, 3, 4]),
    "learning_rate": hp.loguniform("learning_rate", -3, 0),
    "reg_alpha": hp.uniform("reg_alpha", 0, 1),
    "min_child_weight": hp.randint("min_child_weight", 1, 5),
    "objective": "binary:logistic",
    "seed": 42,
}


def train_model(params, dtrain, dvalid, rounds=10):
    with mlflow.start_run(nested=True):
        mlflow.log_params(params)
        booster = xgb.train(params=params, dtrain=dtrain, num_boost_round=rounds, evals=[(dvalid, "validation")], verbose_eval=False)
        auc = roc_auc_score(dvalid.get_label(), booster.predict(dvalid))
        mlflow.log_metric("auc", auc)
        return {"status": hyperopt.STATUS_OK, "loss": -auc, "auc": auc, "booster": booster.attributes()}


def load():
    X, y = load_breast_cancer(return_X_y=True)
    X_tr, X_va, y_tr, y_va = train_test_split(X, y, random_state=123)
    return xgb.DMatrix(X_tr, label=y_tr), xgb.DMatrix(X_va, label=y_va)


mlflow.set_experiment("hyperopt-xgb")
dtrain, dvalid = load()
trials = hyperopt.Trials()
with mlflow.start_run(run_name="xgb_models"):
    best_params = hyperopt.fmin(
        fn=partial(train_model, dtrain=dtrain, dvalid=dvalid),
        space=search_space,
        algo=hyperopt.tpe.suggest,
        max_evals=4,
        trials=trials,
        rstate=np.random.default_rng(1),
        show_progressbar=False,
    )
    mlflow.set_tag("algo", "tpe")
    mlflow.log_metric("best_auc", trials.best_trial["result"]["auc"])
    for name, value in best_params.items():
        mlflow.log_param(f"best_{name}", value)

resolved = hyperopt.space_eval(search_space, best_params)
with mlflow.start_run(run_name="winner"):
    mlflow.log_params(resolved)
    final = xgb.train(resolved, dtrain, num_boost_round=20)
    mlflow.log_metric("auc", roc_auc_score(dvalid.get_label(), final.predict(dvalid)))
    mlflow.xgboost.log_model(final, name="winner", model_format="ubj")
