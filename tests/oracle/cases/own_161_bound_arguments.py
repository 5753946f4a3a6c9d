"""A decorator that logs the call it wraps."""
import functools
import inspect

import mlflow
from sklearn.datasets import load_diabetes
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split


def tracked(experiment, prefix=""):
    def decorate(function):
        signature = inspect.signature(function)

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            mlflow.set_experiment(experiment)
            with mlflow.start_run(run_name=function.__name__):
                for name, value in bound.arguments.items():
                    if isinstance(value, (int, float, str, bool)):
                        mlflow.log_param(prefix + name, value)
                result = function(*bound.args, **bound.kwargs)
                mlflow.log_metrics({prefix + key: value for key, value in result.items()})
                return result

        return wrapper

    return decorate


@tracked("diabetes", prefix="gb.")
def boosting(data, learning_rate=0.1, n_estimators=40, *, subsample=0.8):
    X_train, X_test, y_train, y_test = data
    model = GradientBoostingRegressor(
        learning_rate=learning_rate, n_estimators=n_estimators, subsample=subsample, random_state=0
    ).fit(X_train, y_train)
    predicted = model.predict(X_test)
    return {"mae": mean_absolute_error(y_test, predicted), "r2": r2_score(y_test, predicted)}


if __name__ == "__main__":
    X, y = load_diabetes(return_X_y=True)
    split = train_test_split(X, y, random_state=1)
    boosting(split, n_estimators=30)
    boosting(split, 0.05, subsample=1.0)
