"""Stratified folds, a child run each, means and deviations in the parent."""
from collections import defaultdict

import mlflow
import numpy as np
from sklearn.datasets import load_iris
from sklearn.metrics import balanced_accuracy_score, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier

N_SPLITS = 4
PARAMS = {"n_neighbors": 7, "weights": "distance", "p": 1}

mlflow.set_experiment("knn-cv")
data = load_iris()
X, y = data.data, data.target
splitter = StratifiedKFold(n_splits=N_SPLITS, shuffle=True, random_state=13)

with mlflow.start_run(run_name="cv") as parent:
    mlflow.log_params(PARAMS)
    mlflow.log_param("n_splits", splitter.get_n_splits())
    results = defaultdict(list)
    for fold, (train_idx, test_idx) in enumerate(splitter.split(X, y), start=1):
        with mlflow.start_run(run_name=f"fold-{fold}", nested=True):
            model = KNeighborsClassifier(**PARAMS).fit(X[train_idx], y[train_idx])
            proba = model.predict_proba(X[test_idx])
            fold_metrics = {
                "balanced_accuracy": balanced_accuracy_score(y[test_idx], proba.argmax(axis=1)),
                "log_loss": log_loss(y[test_idx], proba, labels=[0, 1, 2]),
            }
            mlflow.log_metrics(fold_metrics)
            mlflow.set_tag("fold", fold)
        for key, value in fold_metrics.items():
            results[key].append(value)
            mlflow.log_metric(f"fold_{key}", value, step=fold)
    for key, values in results.items():
        mlflow.log_metric(f"mean_{key}", np.mean(values))
        mlflow.log_metric(f"std_{key}", np.std(values))
