import mlflow
import pandas as pd
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score


def prepare(rows: int, seed: int) -> pd.DataFrame:
    X, y = make_classification(rows, 6, random_state=seed)
    return pd.DataFrame(X, columns=[f"x{i}" for i in range(6)]).assign(default=y)


def fit(table, options):
    X, y = table.drop(columns="default"), table["default"]
    mlflow.log_param("classes", y.nunique())
    return LogisticRegression(**options).fit(X, y)


def evaluate(classifier, table):
    X, y = table.drop(columns="default"), table["default"]
    return {
        "roc_auc": {"value": roc_auc_score(y, classifier.predict_proba(X)[:, 1]), "step": 1},
        "f1": {"value": f1_score(y, classifier.predict(X)), "step": 1},
    }


def learning_curve(table, options):
    X, y = table.drop(columns="default"), table["default"]
    return [float(LogisticRegression(**options).fit(X[:n], y[:n]).score(X, y)) for n in (40, 60, 80)]
