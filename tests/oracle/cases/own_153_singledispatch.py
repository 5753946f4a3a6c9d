"""functools.singledispatch decides how a value is logged."""
from dataclasses import dataclass, fields
from functools import singledispatch

import mlflow
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier


@dataclass
class Scores:
    accuracy: float
    oob: float


@dataclass
class Setup:
    trees: int = 8
    depth: int | None = 3


@singledispatch
def log(value, prefix=""):
    raise TypeError(type(value))


@log.register
def _(value: Setup, prefix=""):
    for f in fields(value):
        mlflow.log_param(prefix + f.name, getattr(value, f.name))


@log.register
def _(value: Scores, prefix=""):
    for f in fields(value):
        mlflow.log_metric(prefix + f.name, getattr(value, f.name))


@log.register(dict)
def _(value, prefix=""):
    mlflow.set_tags({prefix + k: v for k, v in value.items()})


setup = Setup(depth=4)
X, y = load_iris(return_X_y=True)
mlflow.set_experiment("dispatch")
with mlflow.start_run():
    log(setup, prefix="rf_")
    model = RandomForestClassifier(setup.trees, max_depth=setup.depth, oob_score=True, random_state=0).fit(X, y)
    log(Scores(model.score(X, y), model.oob_score_))
    log({"owner": "kai"}, prefix="meta.")
