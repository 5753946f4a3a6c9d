"""The outer run is opened by a decorator."""
import functools

import mlflow
from sklearn.svm import SVR


def tracked(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        with mlflow.start_run(run_name=function.__name__):
            return function(*args, **kwargs)

    return inner


@tracked
def train(features, target):
    mlflow.log_param("C", 3)
    with mlflow.start_run(run_name="svr"):  # expect: MLF102
        return SVR(C=3).fit(features, target)


train([[1.0], [2.0]], [1, 2])
