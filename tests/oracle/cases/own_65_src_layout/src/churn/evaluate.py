import mlflow
from sklearn.metrics import accuracy_score, cohen_kappa_score

METRICS = [("accuracy", accuracy_score), ("kappa", cohen_kappa_score)]


def evaluate_model(clf, X, y, run_id):
    pred = clf.predict(X)
    with mlflow.start_run(run_id):
        mlflow.log_metrics({f"eval_{name}": metric(y, pred) for name, metric in METRICS})
        mlflow.sklearn.log_model(clf, name="churn", input_example=X[:2])
