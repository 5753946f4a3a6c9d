"""Values that MLflow takes, or that nobody can know."""
from decimal import Decimal
from fractions import Fraction

import mlflow
import numpy as np
import torch
from company.metrics import business_value
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score, precision_recall_fscore_support
from sklearn.model_selection import cross_val_score


def numbers_in_text(accuracy):
    with mlflow.start_run():
        mlflow.log_metric("accuracy", f"{accuracy:.3f}")
        mlflow.log_metric("share", "0.25")
        mlflow.log_metric("never", "inf")


def scalars():
    with mlflow.start_run():
        mlflow.log_metric("a", np.float32(0.5))
        mlflow.log_metric("b", torch.tensor(0.5))
        mlflow.log_metric("c", True)
        mlflow.log_metric("d", Decimal("0.5"))
        mlflow.log_metric("e", Fraction(1, 2))


def one_element():
    with mlflow.start_run():
        mlflow.log_metric("a", np.array([0.5]))
        mlflow.log_metric("b", torch.tensor([0.5]))


def not_a_number():
    with mlflow.start_run():
        mlflow.log_metric("a", float("nan"))
        mlflow.log_metric("b", np.inf)


def mean_of_folds(features, target):
    scores = cross_val_score(LogisticRegression(), features, target)
    with mlflow.start_run():
        mlflow.log_metric("mean", scores.mean())
        mlflow.log_metric("first", scores[0])
        mlflow.log_metric("spread", np.std(scores))


def cells_of_the_matrix(target, predicted):
    tn, fp, fn, tp = confusion_matrix(target, predicted).ravel()
    with mlflow.start_run():
        mlflow.log_metrics({"tn": tn, "fp": fp, "fn": fn, "tp": tp})


def averaged(target, predicted):
    precision, recall, f1, _ = precision_recall_fscore_support(target, predicted, average="macro")
    with mlflow.start_run():
        mlflow.log_metrics({"precision": precision, "recall": recall, "f1": f1})
        mlflow.log_metric("class_0", f1_score(target, predicted, average=None)[0])


def unknown_result(model):
    with mlflow.start_run():
        mlflow.log_metric("value", business_value(model))


def only_if_there(best=None, scores=()):
    for score in scores:
        if best is None or score > best:
            best = score
    with mlflow.start_run():
        if best is not None:
            mlflow.log_metric("best", best)


def text_where_text_belongs(report):
    with mlflow.start_run():
        mlflow.log_text(report, "report.txt")
        mlflow.log_param("best", "ridge")
        mlflow.set_tag("scores", [0.1, 0.2])


def counts(rows):
    with mlflow.start_run():
        mlflow.log_metric("rows", len(rows))
        mlflow.log_metric("sum", sum(rows))
        mlflow.log_metric("most", max(rows))


def converted(values):
    with mlflow.start_run():
        mlflow.log_metrics({name: float(value) for name, value in values.items()})
        mlflow.log_metric("last", int("7"))


def item(batches):
    with mlflow.start_run():
        for step, batch in enumerate(batches):
            mlflow.log_metric("mean", batch.mean().item(), step=step)
