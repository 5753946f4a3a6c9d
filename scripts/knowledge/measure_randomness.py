"""Measures which scikit-learn estimators are random when random_state is not given, and under which settings.

Every estimator that takes random_state is fitted twice with random_state=None under different global NumPy seeds, with
default parameters and with each single setting that its parameter constraints offer, on several generated data sets.
It counts as random when predictions, scores or transformed data of held-out rows differ on one of them.
usage: measure_randomness.py OUT.json [NAME...]     (a few minutes on one core)
"""
import inspect
import json
import sys
import warnings

import numpy as np
from sklearn.datasets import make_blobs, make_classification, make_regression
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.utils._param_validation import Options, StrOptions
from sklearn.utils.discovery import all_estimators

warnings.simplefilter("ignore")

SKIP_PARAMETERS = {"copy", "copy_X", "copy_x", "verbose", "n_jobs", "warm_start", "cache_size", "random_state", "oob_score",
                   "compute_score", "precompute", "fit_intercept", "positive", "metric_params", "tol", "scoring", "dtype", "use_legacy_attributes",
                   "quantile_method"}
# Settings that constraints cannot name.
EXTRA = {
    "*": [("max_features", 0.5), ("max_features", "sqrt"), ("subsample", 0.5), ("n_iter_no_change", 3), ("early_stopping", True),
          ("max_samples", 0.5), ("bootstrap", False), ("shuffle", False), ("probability", True), ("dual", True), ("n_init", 1)],
    "GaussianProcessRegressor": [("n_restarts_optimizer", 2)],
    "GaussianProcessClassifier": [("n_restarts_optimizer", 2)],
    "AffinityPropagation": [("max_iter", 20)],
    "SpectralEmbedding": [("eigen_solver", "lobpcg")],
    "NMF": [("init", "random"), ("init", "nndsvda"), ("solver", "mu")],
}
FIRST_ARGUMENT = {"ClassifierChain": LogisticRegression, "RegressorChain": LinearRegression, "OutputCodeClassifier": LogisticRegression}
SMALL = {"n_estimators": 10, "perplexity": 10, "max_iter": 60, "n_components": 3}


def data_sets(kind):
    if kind == "regressor":
        yield make_regression(160, 12, n_informative=6, noise=5.0, random_state=1)
        x, y = make_regression(300, 5, noise=1.0, random_state=2)
        y[::5] += 500.0
        yield x, y
    else:
        yield make_classification(200, 12, n_informative=6, n_classes=2, flip_y=0.1, random_state=1)
        yield make_classification(200, 8, n_informative=5, n_classes=3, random_state=4)
        x, y = make_blobs(240, 6, centers=4, cluster_std=4.0, random_state=3)
        yield np.abs(x), y


def outputs(estimator, x, y):
    fitted = estimator.fit(x[::2], y[::2])
    x = x[1::2]
    out = []
    for method in ("predict_proba", "decision_function", "predict", "transform", "score_samples"):
        if hasattr(fitted, method):
            try:
                value = getattr(fitted, method)(x)
            except Exception:  # noqa: BLE001  an output that the settings do not allow
                continue
            value = value.toarray() if hasattr(value, "toarray") else np.asarray(value)
            out.append(value)
    for attribute in ("embedding_", "labels_", "row_labels_", "covariance_"):
        if not out and hasattr(fitted, attribute):
            out.append(np.asarray(getattr(fitted, attribute)))
    return out


def differs(first, second):
    for a, b in zip(first, second):
        if a.shape != b.shape:
            return True
        if a.dtype.kind in "fc":
            scale = max(1e-12, float(np.nanmax(np.abs(a))))
            if not np.allclose(a, b, rtol=0, atol=1e-6 * scale, equal_nan=True):
                return True
        elif not np.array_equal(a, b):
            return True
    return False


def make(name, cls, settings):
    names = inspect.signature(cls.__init__).parameters
    chosen = {k: v for k, v in SMALL.items() if k in names and names[k].default is not None}
    chosen.update(settings)
    if name in FIRST_ARGUMENT:
        return cls(FIRST_ARGUMENT[name](), **chosen)
    return cls(**chosen)


def is_random(name, cls, kind, settings):
    """True, False, or None when no data set could be fitted."""
    seen = None
    for x, y in data_sets(kind):
        if "Chain" in name or name.startswith("MultiTask"):  # several targets
            y = np.column_stack([y, y[::-1]])
        try:
            results = []
            for seed in (11, 222, 3333):
                np.random.seed(seed)
                results.append(outputs(make(name, cls, settings), x, y))
            if not results[0]:
                continue
            if differs(results[0], results[1]) or differs(results[0], results[2]):
                return True
            seen = False
        except Exception:  # noqa: BLE001  settings that do not go together
            continue
    return seen


def variants(name, cls):
    parameters = inspect.signature(cls.__init__).parameters
    for parameter, constraints in sorted(getattr(cls, "_parameter_constraints", {}).items()):
        if parameter in SKIP_PARAMETERS or parameter not in parameters or not isinstance(constraints, list):
            continue
        for constraint in constraints:
            values = []
            if isinstance(constraint, (StrOptions, Options)):
                values = sorted(constraint.options, key=repr)
            elif constraint == "boolean":
                values = [False, True]
            for value in values:
                if value != parameters[parameter].default:
                    yield parameter, value
    for parameter, value in EXTRA["*"] + EXTRA.get(name, []):
        if parameter in parameters and parameters[parameter].default != value:
            yield parameter, value


def main():
    out, only = sys.argv[1], set(sys.argv[2:])
    result = {}
    for name, cls in all_estimators():
        if "random_state" not in inspect.signature(cls.__init__).parameters or name.endswith("SearchCV"):
            continue
        if only and name not in only:
            continue
        bases = {b.__name__ for b in cls.__mro__}
        kind = "regressor" if "RegressorMixin" in bases else "other"
        record = {"default": is_random(name, cls, kind, {}), "random": [], "fixed": []}
        done = set()
        for parameter, value in variants(name, cls):
            if (parameter, repr(value)) in done:
                continue
            done.add((parameter, repr(value)))
            outcome = is_random(name, cls, kind, {parameter: value})
            if outcome is not None:
                record["random" if outcome else "fixed"].append(f"{parameter}={value!r}")
        result[name] = {k: (sorted(v) if isinstance(v, list) else v) for k, v in record.items()}
        print(name, result[name]["default"], result[name]["random"][:6], flush=True)
    with open(out, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(result.items())) + "\n}\n")


if __name__ == "__main__":
    main()
