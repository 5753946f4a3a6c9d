import mlflow
from sklearn.metrics import mean_absolute_error, r2_score

from keys import METRIC_NAMES, metric

FUNCTIONS = dict(zip(METRIC_NAMES, (mean_absolute_error, r2_score)))


def report(run, tree, parts, opts):
    X_train, X_test, y_train, y_test = parts
    for split, X, y in [("train", X_train, y_train), ("test", X_test, y_test)]:
        for name, fn in FUNCTIONS.items():
            mlflow.log_metric(metric(split, name), fn(y, tree.predict(X)))
    mlflow.set_tag("seed", opts.seed)
    mlflow.end_run()
    assert mlflow.active_run() is None, run
