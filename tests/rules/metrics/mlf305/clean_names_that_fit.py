"""Names that fit their values, however those were computed."""
import math

import mlflow
import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import (
    accuracy_score,
    auc,
    classification_report,
    confusion_matrix,
    f1_score,
    mean_squared_error,
    precision_recall_curve,
    precision_recall_fscore_support,
    precision_score,
    recall_score,
    roc_curve,
    root_mean_squared_error,
)
from sklearn.model_selection import cross_val_score


def roots(target, predicted):
    mse = mean_squared_error(target, predicted)
    with mlflow.start_run():
        mlflow.log_metric("mse", mse)
        mlflow.log_metric("rmse", math.sqrt(mse))
        mlflow.log_metric("test_rmse", mse**0.5)
        mlflow.log_metric("val_rmse", np.sqrt(mse))


def other_roots(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("rmse", mean_squared_error(target, predicted, squared=False))
        mlflow.log_metric("mse", root_mean_squared_error(target, predicted) ** 2)


def scores_of_models(features, target):
    with mlflow.start_run():
        mlflow.log_metric("accuracy", LogisticRegression().fit(features, target).score(features, target))
        mlflow.log_metric("r2", Ridge().fit(features, target).score(features, target))


def by_hand(target, predicted):
    precision, recall = precision_score(target, predicted), recall_score(target, predicted)
    with mlflow.start_run():
        mlflow.log_metric("f1", 2 * precision * recall / (precision + recall))


def from_the_matrix(target, predicted):
    tn, fp, fn, tp = confusion_matrix(target, predicted).ravel()
    with mlflow.start_run():
        mlflow.log_metric("precision", tp / (tp + fp))
        mlflow.log_metric("recall", tp / (tp + fn))
        mlflow.log_metric("accuracy", (tp + tn) / (tp + tn + fp + fn))


def areas(target, scores):
    false, true, _ = roc_curve(target, scores)
    precision, recall, _ = precision_recall_curve(target, scores)
    with mlflow.start_run():
        mlflow.log_metric("roc_auc", auc(false, true))
        mlflow.log_metric("pr_auc", auc(recall, precision))


def unpacked(target, predicted):
    precision, recall, f1, support = precision_recall_fscore_support(target, predicted, average="weighted")
    with mlflow.start_run():
        mlflow.log_metrics({"precision": precision, "recall": recall, "f1": f1})


def parts_of_a_report(target, predicted):
    report = classification_report(target, predicted, output_dict=True)
    with mlflow.start_run():
        mlflow.log_metric("accuracy", report["accuracy"])
        mlflow.log_metric("macro_f1", report["macro avg"]["f1-score"])
        mlflow.log_metric("recall", report["1"]["recall"])


def cross_validated(features, target):
    with mlflow.start_run():
        mlflow.log_metric("f1", cross_val_score(LogisticRegression(), features, target, scoring="f1").mean())
        mlflow.log_metric("accuracy", cross_val_score(LogisticRegression(), features, target).mean())
        scores = cross_val_score(Ridge(), features, target, scoring="neg_root_mean_squared_error")
        mlflow.log_metric("rmse", -scores.mean())


def opposites(target, predicted):
    accuracy = accuracy_score(target, predicted)
    with mlflow.start_run():
        mlflow.log_metric("error", 1 - accuracy)
        mlflow.log_metric("neg_mse", -mean_squared_error(target, predicted))


def variants(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("f1_macro", f1_score(target, predicted, average="macro"))
        mlflow.log_metric("f1_micro", f1_score(target, predicted, average="micro"))
        mlflow.log_metric("score", f1_score(target, predicted))
        mlflow.log_metric("precision_gain", precision_score(target, predicted) - recall_score(target, predicted))


def the_same_model(features, target, x_test, y_test):
    model = Ridge(alpha=1.0)
    model.fit(features, target)
    with mlflow.start_run():
        mlflow.log_metric("mse", mean_squared_error(y_test, model.predict(x_test)))
        mlflow.sklearn.log_model(model, name="ridge", input_example=x_test[:2])


def compares_with_a_baseline(features, target, x_test, y_test):
    baseline = Ridge(alpha=1000.0).fit(features, target)
    model = Ridge(alpha=1.0).fit(features, target)
    with mlflow.start_run():
        mlflow.log_metric("baseline_mse", mean_squared_error(y_test, baseline.predict(x_test)))
        mlflow.log_metric("mse", mean_squared_error(y_test, model.predict(x_test)))
        mlflow.sklearn.log_model(model, name="ridge", input_example=x_test[:2])
