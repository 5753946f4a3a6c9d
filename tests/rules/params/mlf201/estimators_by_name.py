"""One run per estimator: what is set on one of them is no parameter of the other's run."""
import mlflow
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression


def compare(features, target):
    models = {
        "logistic": LogisticRegression(max_iter=1000),  # expect: MLF201
        "forest": RandomForestClassifier(n_estimators=200, random_state=42),  # expect: MLF201
    }
    for name, model in models.items():
        with mlflow.start_run(run_name=name):
            model.fit(features, target)
            mlflow.log_metric("accuracy", model.score(features, target))
