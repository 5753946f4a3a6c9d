import functools

import mlflow


def with_run(name=None, nested=False):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            with mlflow.start_run(run_name=name or fn.__name__, nested=nested):
                return fn(*args, **kwargs)
        return wrapper
    return decorate


def log_kwargs(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        for k, v in kwargs.items():
            mlflow.log_param(f"{fn.__name__}.{k}", v)
        return fn(*args, **kwargs)
    return wrapper


def log_result(metric):
    def decorate(fn):
        def wrapper(*args, **kwargs):
            value = fn(*args, **kwargs)
            mlflow.log_metric(metric, value)
            return value
        return functools.update_wrapper(wrapper, fn)
    return decorate


@with_run("area-step", nested=True)
@log_kwargs
@log_result("area")
def trapezoid(fn, lo=0.0, hi=1.0, n=10):
    h = (hi - lo) / n
    return h * sum((fn(lo + i * h) + fn(lo + (i + 1) * h)) / 2 for i in range(n))


@with_run()
def integrate_all():
    total = trapezoid(lambda x: x * x, hi=2.0, n=50)
    total += trapezoid(abs, lo=-1.0)
    mlflow.log_metric("total", total)


if __name__ == "__main__":
    mlflow.set_experiment("decorators")
    integrate_all()
