import mlflow
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression


def train_model(C=1.0, penalty_name="l2"):
    X, y = make_classification(n_samples=160, n_features=5, random_state=2)
    with mlflow.start_run(run_name="train", log_system_metrics=False) as run:
        mlflow.log_params(locals_without(locals(), "X", "y", "run"))
        clf = LogisticRegression(C=C).fit(X[:120], y[:120])
        mlflow.log_metric("train_accuracy", clf.score(X[:120], y[:120]))
    return {"clf": clf, "X": X[120:], "y": y[120:], "run_id": run.info.run_id}


def locals_without(scope, *names):
    return {k: v for k, v in scope.items() if k not in names}
