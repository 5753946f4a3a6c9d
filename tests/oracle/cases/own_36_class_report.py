"""Per-class metrics out of classification_report, keys cleaned for MLflow."""
import re

import mlflow
from sklearn.datasets import load_iris
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import ComplementNB

LABELS = ["setosa", "versi color", "virginica"]


def clean(key):
    return re.sub(r"[^\w./-]+", "_", key)


data = load_iris()
X_train, X_test, y_train, y_test = train_test_split(data.data, data.target, test_size=0.4, random_state=21)
mlflow.set_experiment("class-report")
with mlflow.start_run(run_name="nb"):
    model = ComplementNB(alpha=0.3).fit(X_train, y_train)
    mlflow.log_param("alpha", model.alpha)
    report = classification_report(y_test, model.predict(X_test), target_names=LABELS, output_dict=True, zero_division=0)
    for label in LABELS:
        for measure in ("precision", "recall", "f1-score"):
            mlflow.log_metric(clean(f"{label}/{measure}"), report[label][measure])
    mlflow.log_metric("accuracy", report["accuracy"])
    mlflow.log_metric("macro_f1", report["macro avg"]["f1-score"])
