"""ExitStack holds a parent and a child run; values from zip and sorted items."""
from contextlib import ExitStack, contextmanager

import mlflow
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression


@contextmanager
def tagged(**tags):
    mlflow.set_tags(tags)
    yield tags
    mlflow.set_tag("closed", ",".join(sorted(tags)))


X, y = load_wine(return_X_y=True)
mlflow.set_experiment("stacked-contexts")
with ExitStack() as stack:
    parent = stack.enter_context(mlflow.start_run(run_name="parent"))
    stack.enter_context(tagged(stage="fit", kind="logit"))
    names, values = zip(*sorted({"C": 0.2, "tol": 0.01, "max_iter": 500}.items()))
    for name, value in zip(names, values):
        mlflow.log_param(name, value)
    model = LogisticRegression(**dict(zip(names, values))).fit(X, y)
    with mlflow.start_run(run_name="child", nested=True):
        mlflow.log_metric("accuracy", model.score(X, y))
        for label, count in enumerate((y == k).sum() for k in range(3)):
            mlflow.log_metric(f"support_{label}", count)
    mlflow.log_metric("children", 1)
