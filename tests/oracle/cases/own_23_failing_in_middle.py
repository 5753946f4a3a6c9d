# oracle-rc: 1
"""One candidate raises: its run is FAILED, what was logged before stays, nothing after."""
import mlflow
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

CANDIDATES = [
    {"solver": "svd"},
    {"solver": "lsqr", "shrinkage": 0.2},
    {"solver": "svd", "shrinkage": 0.2},  # not allowed by scikit-learn
    {"solver": "eigen"},
]


def train(params, X, y):
    with mlflow.start_run(run_name="lda-" + params["solver"]):
        mlflow.log_params(params)
        mlflow.set_tag("state", "fitting")
        lda = LinearDiscriminantAnalysis(**params).fit(X, y)
        mlflow.set_tag("state", "fitted")
        mlflow.log_metric("accuracy", lda.score(X, y))


if __name__ == "__main__":
    mlflow.set_experiment("lda")
    data = load_iris()
    for candidate in CANDIDATES:
        train(candidate, data.data, data.target)
    with mlflow.start_run(run_name="summary"):
        mlflow.log_metric("n_candidates", len(CANDIDATES))
