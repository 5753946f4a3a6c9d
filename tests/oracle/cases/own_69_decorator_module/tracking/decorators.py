from functools import wraps
from inspect import signature

import mlflow

DONE = []


def task(name=None, tags=None, log_args=()):
    def decorator(fn):
        label = name or fn.__name__
        sig = signature(fn)

        @wraps(fn)
        def inner(*args, **kwargs):
            mlflow.set_experiment("tasks")
            bound = sig.bind(*args, **kwargs)
            bound.apply_defaults()
            with mlflow.start_run(run_name=label, tags=tags):
                for arg in log_args:
                    mlflow.log_param(arg, bound.arguments[arg])
                result = fn(*args, **kwargs)
                mlflow.log_metrics(result)
            DONE.append(label)
            return result

        return inner

    return decorator


def finish():
    with mlflow.start_run(run_name="summary"):
        mlflow.log_param("tasks", ",".join(DONE))
        mlflow.log_metric("n_tasks", len(DONE))
