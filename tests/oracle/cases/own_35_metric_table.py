import mlflow
import numpy as np
from sklearn import metrics
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import scale

SCORERS = {
    "acc": metrics.accuracy_score,
    "bal_acc": metrics.balanced_accuracy_score,
    "mcc": metrics.matthews_corrcoef,
    "f2": lambda y, p: metrics.fbeta_score(y, p, beta=2),
}
PROBA = {"auc": metrics.roc_auc_score, "brier": metrics.brier_score_loss}


def evaluate(y, pred, proba, suffix):
    hard = {f"{name}_{suffix}": fn(y, pred) for name, fn in SCORERS.items()}
    soft = {f"{name}_{suffix}": fn(y, proba) for name, fn in PROBA.items()}
    return {**hard, **soft}


def main():
    X, y = load_breast_cancer(return_X_y=True)
    X_tr, X_te, y_tr, y_te = train_test_split(scale(X), y, random_state=0, stratify=y)
    with mlflow.start_run(run_name="scorers"):
        clf = LogisticRegression(C=0.05).fit(X_tr, y_tr)
        for suffix, (xs, ys) in {"train": (X_tr, y_tr), "test": (X_te, y_te)}.items():
            mlflow.log_metrics(evaluate(ys, clf.predict(xs), clf.predict_proba(xs)[:, 1], suffix))
        tn, fp, fn, tp = metrics.confusion_matrix(y_te, clf.predict(X_te)).ravel()
        mlflow.log_metrics(dict(tn=tn, fp=fp, fn=fn, tp=tp))
        for threshold in np.linspace(0.25, 0.75, 3):
            positive = clf.predict_proba(X_te)[:, 1] > threshold
            mlflow.log_metric("positives_at_%.2f" % threshold, int(positive.sum()))


mlflow.set_experiment("scorers")
main()
