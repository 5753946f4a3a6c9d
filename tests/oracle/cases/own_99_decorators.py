"""Decorators with and without arguments."""
import functools
import inspect

import mlflow
from sklearn.datasets import load_wine
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier


def tracked(experiment=None, log_args=True):
    def decorate(fn):
        signature = inspect.signature(fn)

        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            if experiment:
                mlflow.set_experiment(experiment)
            with mlflow.start_run(run_name=fn.__name__):
                if log_args:
                    bound = signature.bind(*args, **kwargs)
                    bound.apply_defaults()
                    for key, value in bound.arguments.items():
                        if isinstance(value, (int, float, str, bool)):
                            mlflow.log_param(key, value)
                result = fn(*args, **kwargs)
                if isinstance(result, dict):
                    mlflow.log_metrics(result)
                return result

        return wrapper

    return decorate


def with_tag(key, value):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            out = fn(*args, **kwargs)
            mlflow.set_tag(key, value)
            return out

        return inner

    return decorate


DATA = load_wine(return_X_y=True)


@tracked(experiment="decorated")
@with_tag("family", "bayes")
def train_bayes(smoothing=1e-8):
    model = GaussianNB(var_smoothing=smoothing).fit(*DATA)
    return {"accuracy": model.score(*DATA)}


@tracked(log_args=False)
def train_tree(depth, *, leaf=3):
    model = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=leaf, random_state=0).fit(*DATA)
    mlflow.log_param("depth", depth)
    return {"accuracy": model.score(*DATA), "leaves": model.get_n_leaves()}


@tracked()
def summarize(first, second, note="both"):
    mlflow.log_metric("gap", first - second)


a = train_bayes(smoothing=1e-6)
b = train_tree(2)
summarize(b["accuracy"], a["accuracy"])
