import logging

import mlflow
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge

logger = logging.getLogger(__name__)


def silent(x, y):
    with mlflow.start_run():
        try:
            Ridge(alpha=0.5).fit(x, y)
        except Exception:  # expect: MLF107
            pass


def printed(x, y):
    with mlflow.start_run():
        mlflow.log_param("model", "ridge")
        try:
            model = Ridge().fit(x, y)
            mlflow.log_metric("r2", model.score(x, y))
        except Exception as error:  # expect: MLF107
            print("failed", error)


def logged(x, y):
    with mlflow.start_run():
        try:
            LogisticRegression().fit(x, y)
        except ValueError:  # expect: MLF107
            logger.exception("training failed")


def bare(x, y):
    with mlflow.start_run():
        try:
            RandomForestClassifier(random_state=1).fit(x, y)
        except:  # expect: MLF107
            logger.warning("no model")


def continues(x, y):
    with mlflow.start_run():
        for depth in (2, 4, 8):
            try:
                RandomForestClassifier(max_depth=depth, random_state=1).fit(x, y)
            except Exception as error:  # expect: MLF107
                print(error)
                continue


def returns_none(x, y):
    with mlflow.start_run():
        try:
            return Ridge().fit(x, y)
        except Exception:  # expect: MLF107
            return None


def fit(x, y):
    return Ridge().fit(x, y)


def through_helper(x, y):
    with mlflow.start_run():
        try:
            fit(x, y)
        except Exception as error:  # expect: MLF107
            logger.error("could not fit: %s", error)


class Trainer:
    def train(self, x, y):
        mlflow.start_run()
        try:
            self.model = Ridge().fit(x, y)
        except Exception as error:  # expect: MLF107
            print(f"error: {error}")
        mlflow.end_run()


def inner_only(x, y):
    try:
        Ridge().fit(x, y)
    except Exception:  # expect: MLF107
        logger.info("skipped")


def outer(x, y):
    with mlflow.start_run():
        inner_only(x, y)


def main(x, y):
    silent(x, y)
    printed(x, y)
    logged(x, y)
    bare(x, y)
    continues(x, y)
    returns_none(x, y)
    through_helper(x, y)
    Trainer().train(x, y)
    outer(x, y)


main([[1.0], [2.0]], [1, 2])
