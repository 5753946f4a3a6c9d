"""Defaults, file and command line in a ChainMap; options by attribute."""
# oracle-args: --set n_estimators=7
import argparse
from collections import ChainMap
from types import SimpleNamespace

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import GradientBoostingClassifier

DEFAULTS = {"n_estimators": 5, "max_depth": 2, "learning_rate": 0.2, "subsample": 0.9}
PROFILE = {"max_depth": 3}


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--set", action="append", default=[], metavar="K=V")
    args = parser.parse_args()
    return {k: int(v) for k, v in (item.split("=") for item in args.set)}


settings = ChainMap(parse(), PROFILE, DEFAULTS)
options = SimpleNamespace(**settings)
X, y = load_breast_cancer(return_X_y=True)
mlflow.set_experiment("chainmap")
with mlflow.start_run(run_name="gbm"):
    mlflow.log_params(dict(settings))
    model = GradientBoostingClassifier(random_state=0, **vars(options)).fit(X, y)
    for stage, loss in enumerate(model.train_score_):
        mlflow.log_metric("deviance", loss, step=stage)
    mlflow.set_tag("depth", options.max_depth)
