"""Failures of single candidates are caught, tagged and do not stop the sweep."""
import logging
import traceback

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

logger = logging.getLogger(__name__)
SOLVERS = ["lbfgs", "liblinear", "no-such-solver"]


def run_one(solver, X, y):
    with mlflow.start_run(run_name=solver, nested=True):
        mlflow.log_param("solver", solver)
        try:
            model = LogisticRegression(solver=solver, max_iter=50).fit(X, y)
        except Exception as error:
            mlflow.set_tag("error", type(error).__name__)
            mlflow.log_text(traceback.format_exc(), "traceback.txt")
            logger.exception("failed")
            return None
        else:
            mlflow.log_metric("accuracy", model.score(X, y))
            return model
        finally:
            mlflow.set_tag("attempted", True)


def main():
    X, y = load_breast_cancer(return_X_y=True)
    mlflow.set_experiment("solvers")
    with mlflow.start_run(run_name="sweep"):
        models = [m for m in (run_one(s, X, y) for s in SOLVERS) if m is not None]
        mlflow.log_metric("n_ok", len(models))
        mlflow.log_metric("n_failed", len(SOLVERS) - len(models))


if __name__ == "__main__":
    main()
