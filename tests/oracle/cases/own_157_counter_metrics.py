"""Counts of predictions per class with Counter, confusion cells with names."""
from collections import Counter

import mlflow
from sklearn.datasets import load_iris
from sklearn.metrics import confusion_matrix
from sklearn.neighbors import NearestCentroid

NAMES = {0: "setosa", 1: "versicolor", 2: "virginica"}
X, y = load_iris(return_X_y=True)
mlflow.set_experiment("counts")
with mlflow.start_run(run_name="centroid"):
    predicted = NearestCentroid().fit(X, y).predict(X)
    counts = Counter(NAMES[int(p)] for p in predicted)
    for name, n in counts.most_common():
        mlflow.log_metric(f"predicted_{name}", n)
    matrix = confusion_matrix(y, predicted)
    for i, row in NAMES.items():
        for j, column in NAMES.items():
            mlflow.log_metric(f"cm.{row}.{column}", int(matrix[i][j]))
    tn, fp, fn, tp = confusion_matrix(y == 2, predicted == 2).ravel()
    mlflow.log_metrics(dict(tn=tn, fp=fp, fn=fn, tp=tp))
