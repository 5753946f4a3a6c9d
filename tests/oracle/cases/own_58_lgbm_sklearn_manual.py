import lightgbm
import mlflow
import numpy as np
from sklearn.datasets import make_classification
from sklearn.metrics import average_precision_score, log_loss

PARAMS = dict(num_leaves=7, learning_rate=0.2, n_estimators=12, min_child_samples=10)
FIXED = {"random_state": 17, "n_jobs": 1, "verbose": -1}


def build(**overrides):
    return lightgbm.LGBMClassifier(**{**PARAMS, **FIXED, **overrides})


def experiment(name, **overrides):
    X, y = make_classification(240, 8, random_state=17)
    clf = build(**overrides)
    with mlflow.start_run(run_name=name):
        for k in PARAMS:
            mlflow.log_param(k, overrides.get(k, PARAMS[k]))
        clf.fit(X[:180], y[:180])
        proba = clf.predict_proba(X[180:])[:, 1]
        mlflow.log_metrics({"logloss": log_loss(y[180:], proba), "ap": average_precision_score(y[180:], proba)})
        top = np.argsort(clf.feature_importances_)[::-1][:3]
        for rank, column in enumerate(top):
            mlflow.log_param(f"top{rank + 1}", f"x{column}")
        mlflow.lightgbm.log_model(clf, name="lgbm", input_example=X[:1] if overrides else None)


mlflow.set_experiment("lgb-manual")
experiment("default")
experiment("shallow", num_leaves=3, n_estimators=6)
