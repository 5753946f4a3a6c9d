"""Values that MLflow cannot store as a number."""
import keras
import mlflow
import numpy as np
import torch
from mlflow import MlflowClient
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    classification_report,
    confusion_matrix,
    f1_score,
    precision_recall_curve,
    precision_recall_fscore_support,
    roc_curve,
)
from sklearn.model_selection import cross_val_score, cross_validate


def percent(accuracy):
    with mlflow.start_run():
        mlflow.log_metric("accuracy", f"{accuracy:.1%}")  # expect: MLF304


def with_a_unit(seconds):
    with mlflow.start_run():
        mlflow.log_metric("duration", f"{seconds} s")  # expect: MLF304


def all_folds(features, target):
    with mlflow.start_run():
        scores = cross_val_score(LogisticRegression(), features, target, cv=5)
        mlflow.log_metric("accuracy", scores)  # expect: MLF304


def matrix(target, predicted):
    with mlflow.start_run():
        mlflow.log_metrics({
            "rows": len(target),
            "confusion": confusion_matrix(target, predicted),  # expect: MLF304
        })


def report(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("report", classification_report(target, predicted))  # expect: MLF304


def per_class(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("f1", f1_score(target, predicted, average=None))  # expect: MLF304


def whole_history(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run():
        history = model.fit(features, target, epochs=5)
        mlflow.log_metric("loss", history.history["loss"])  # expect: MLF304


def curve(target, scores):
    with mlflow.start_run():
        mlflow.log_metric("roc", roc_curve(target, scores))  # expect: MLF304
        precision, recall, thresholds = precision_recall_curve(target, scores)
        mlflow.log_metric("precision", precision)  # expect: MLF304


def show(value):
    print("value", value)


def result_of_a_procedure(value):
    with mlflow.start_run():
        mlflow.log_metric("value", show(value))  # expect: MLF304


def by_the_client(experiment, features, target):
    client = MlflowClient()
    run = client.create_run(experiment)
    results = cross_validate(LogisticRegression(), features, target)
    client.log_metric(run.info.run_id, "scores", results["test_score"])  # expect: MLF304


def several(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("prf", precision_recall_fscore_support(target, predicted, average="macro"))  # expect: MLF304


def vector():
    with mlflow.start_run():
        mlflow.log_metric("weights", [0.1, 0.2, 0.7])  # expect: MLF304
        mlflow.log_metric("tensor", torch.tensor([0.1, 0.2]))  # expect: MLF304
        mlflow.log_metric("array", np.array([1.0, 2.0]))  # expect: MLF304
