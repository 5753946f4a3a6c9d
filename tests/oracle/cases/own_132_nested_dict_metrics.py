"""Nested report flattened recursively; keys joined and cleaned."""
import mlflow
from sklearn.datasets import load_iris
from sklearn.metrics import classification_report
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

NAMES = ["setosa", "versicolor", "virginica"]


def flatten(d, parent=""):
    items = []
    for k, v in d.items():
        key = f"{parent}.{k}" if parent else str(k)
        if isinstance(v, dict):
            items.extend(flatten(v, key))
        else:
            items.append((key.replace(" ", "_"), v))
    return items


def train(k):
    X, y = load_iris(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5, random_state=2, stratify=y)
    model = KNeighborsClassifier(n_neighbors=k).fit(X_train, y_train)
    return classification_report(y_test, model.predict(X_test), target_names=NAMES, output_dict=True)


mlflow.set_experiment("report")
with mlflow.start_run(run_name="knn"):
    mlflow.log_params(dict(flatten({"model": {"k": 3, "kind": "knn"}, "split": {"size": 0.5}})))
    mlflow.log_metrics({k: v for k, v in flatten(train(3)) if not k.endswith("support")})
