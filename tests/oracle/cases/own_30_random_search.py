"""Randomized search whose candidates become child runs by hand."""
import mlflow
from scipy.stats import uniform
from sklearn.datasets import load_wine
from sklearn.model_selection import RandomizedSearchCV
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC


def log_children(search):
    cv = search.cv_results_
    for i in range(len(cv["params"])):
        with mlflow.start_run(run_name=f"candidate {i}", nested=True):
            for k, v in cv["params"][i].items():
                mlflow.log_param(k, v)
            mlflow.log_metric("mean", cv["mean_test_score"][i])
            mlflow.log_metric("std", cv["std_test_score"][i])


X, y = load_wine(return_X_y=True)
X = StandardScaler().fit_transform(X)
space = {"C": uniform(0.1, 5), "loss": ["hinge", "squared_hinge"]}
mlflow.set_experiment("random-search")
with mlflow.start_run(run_name="search"):
    search = RandomizedSearchCV(LinearSVC(random_state=0), space, n_iter=4, cv=3, random_state=1).fit(X, y)
    mlflow.log_param("n_iter", search.n_iter)
    mlflow.log_params({"best_" + k: v for k, v in search.best_params_.items()})
    mlflow.log_metric("best_score", search.best_score_)
    log_children(search)
