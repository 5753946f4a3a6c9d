# oracle-env: TRAIN_C=0.7 MLFLOW_EXPERIMENT_NAME=from-env
"""Settings come from environment variables with defaults."""
import os

os.environ.setdefault("MLFLOW_RUN_CONTEXT", "batch")
os.environ["MODEL_KIND"] = "ridge"

import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression, RidgeClassifier


def env(name, default, cast=str):
    raw = os.environ.get(name)
    return cast(raw) if raw is not None else default


C = env("TRAIN_C", 1.0, float)
ITERATIONS = env("TRAIN_ITER", 200, int)
KIND = os.environ["MODEL_KIND"]

X, y = load_iris(return_X_y=True)
with mlflow.start_run(run_name=os.getenv("RUN_NAME", "default-run")):
    mlflow.log_params({"C": C, "iterations": ITERATIONS, "kind": KIND})
    if KIND == "logistic":
        model = LogisticRegression(C=C, max_iter=ITERATIONS)
        mlflow.log_param("solver", model.solver)
    else:
        model = RidgeClassifier(alpha=1 / C)
        mlflow.log_param("alpha", round(1 / C, 3))
    mlflow.log_metric("accuracy", model.fit(X, y).score(X, y))
    mlflow.set_tag("context", os.environ["MLFLOW_RUN_CONTEXT"])
    mlflow.set_tag("user", os.environ.get("NO_SUCH_USER", "nobody"))
