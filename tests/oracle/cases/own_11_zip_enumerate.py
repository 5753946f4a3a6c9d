import itertools
import operator

import mlflow
import numpy as np
from sklearn.metrics import explained_variance_score, max_error, mean_absolute_error, r2_score

NAMES = ("r2", "mae", "max_err", "ev")
FUNCS = (r2_score, mean_absolute_error, max_error, explained_variance_score)
LAGS = range(1, 4)

t = np.arange(100)
series = np.sin(t / 5) + 0.01 * t

mlflow.set_experiment("lags")
with mlflow.start_run(run_name="persistence"):
    mlflow.log_params(dict(zip(["first", "last"], [t[0], t[-1]])))
    for lag, name in itertools.product(LAGS, NAMES):
        fn = dict(zip(NAMES, FUNCS))[name]
        mlflow.log_metric(f"{name}_lag{lag}", fn(series[lag:], series[:-lag]))
    for i, (name, fn) in enumerate(zip(NAMES, FUNCS)):
        mlflow.log_metric("by_index/" + name, fn(series[2:], series[:-2]), step=i)
    summary = {f"{a}_{b}": operator.sub(1, 2) for a, b in [("lo", "hi"), ("hi", "lo")]}
    mlflow.log_metrics(summary)
    for pos, name in enumerate(sorted(NAMES), start=10):
        mlflow.set_tag(f"order.{pos}", name)
    for name in reversed(NAMES[:2]):
        mlflow.log_param("reported_" + name, True)
