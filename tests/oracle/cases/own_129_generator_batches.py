"""Generators yield batches and metrics; a helper logs them with running steps."""
import collections
import itertools

import mlflow
import numpy as np
from sklearn.datasets import load_digits
from sklearn.naive_bayes import MultinomialNB

Batch = collections.namedtuple("Batch", "index X y")


def batches(X, y, size):
    for index, start in enumerate(range(0, len(X), size)):
        yield Batch(index, X[start : start + size], y[start : start + size])


def fit(model, stream, classes):
    seen = 0
    for batch in stream:
        model.partial_fit(batch.X, batch.y, classes=classes)
        seen += len(batch.X)
        yield batch.index, {"seen": seen, "batch_accuracy": model.score(batch.X, batch.y)}


def log_stream(stream, namespace=None):
    last = None
    for step, values in stream:
        for key, value in values.items():
            mlflow.log_metric("/".join(filter(None, [namespace, key])), value, step=step)
        last = values
    return last


X, y = load_digits(return_X_y=True)
mlflow.set_experiment("stream")
with mlflow.start_run():
    mlflow.log_param("batch_size", 300)
    model = MultinomialNB(alpha=0.2)
    last = log_stream(fit(model, itertools.islice(batches(X, y, 300), 4), np.unique(y)), namespace="online")
    mlflow.log_metric("final_seen", last["seen"])
    mlflow.set_tags(dict(model=type(model).__name__, alpha=model.alpha))
