"""Compare boosters behind one interface, arguments from typer."""
# oracle-args: compare --rounds 8 --only xgb --only lgb
from typing import List

import lightgbm as lgb
import mlflow
import numpy as np
import typer
import xgboost as xgb
from sklearn.datasets import make_friedman1

app = typer.Typer()
LIBS = {}


def library(name):
    def add(fn):
        LIBS[name] = fn
        return fn
    return add


@library("xgb")
def _xgb(X, y, rounds):
    return xgb.train({"max_depth": 2, "nthread": 1}, xgb.DMatrix(X, y), rounds).predict(xgb.DMatrix(X))


@library("lgb")
def _lgb(X, y, rounds):
    return lgb.train({"num_leaves": 4, "verbosity": -1, "num_threads": 1}, lgb.Dataset(X, y), rounds).predict(X)


@library("mean")
def _mean(X, y, rounds):
    return np.full(len(y), y.mean())


@app.command()
def compare(rounds: int = 10, only: List[str] = typer.Option(list(LIBS))):
    X, y = make_friedman1(150, random_state=0)
    mlflow.set_experiment("boosters")
    with mlflow.start_run(run_name="compare"):
        mlflow.log_param("rounds", rounds)
        mlflow.log_param("libraries", "+".join(only))
        for name in only:
            with mlflow.start_run(run_name=name, nested=True):
                pred = LIBS[name](X, y, rounds)
                mlflow.log_metric("rmse", float(np.sqrt(((pred - y) ** 2).mean())))
                mlflow.set_tag("library", name)


@app.command()
def libraries():
    print(*LIBS)


if __name__ == "__main__":
    app()
