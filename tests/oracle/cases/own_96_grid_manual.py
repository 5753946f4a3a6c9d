"""GridSearchCV whose results are logged by hand, one nested run a candidate."""
import mlflow
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

X, y = load_diabetes(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=7)
pipeline = Pipeline([("scale", StandardScaler()), ("svr", SVR())])
grid = {"svr__C": [1.0, 10.0], "svr__epsilon": [0.1, 0.5], "svr__kernel": ["rbf"]}


def log_candidates(search):
    table = pd.DataFrame(search.cv_results_)
    for position, row in table.iterrows():
        with mlflow.start_run(run_name=f"candidate_{position}", nested=True):
            mlflow.log_params(row["params"])
            mlflow.log_metric("mean_test_score", row["mean_test_score"])
            mlflow.log_metric("std_test_score", row["std_test_score"])


mlflow.set_experiment("svr-grid")
with mlflow.start_run(run_name="grid") as run:
    search = GridSearchCV(pipeline, grid, cv=3, scoring="neg_mean_absolute_error", n_jobs=1)
    search.fit(X_train, y_train)
    log_candidates(search)
    mlflow.log_params({f"best_{k.split('__')[-1]}": v for k, v in search.best_params_.items()})
    mlflow.log_metric("best_cv_mae", -search.best_score_)
    mlflow.log_metric("test_r2", search.best_estimator_.score(X_test, y_test))
    mlflow.set_tag("scoring", search.scoring)
    mlflow.log_text(str(search.best_estimator_), "pipeline.txt")
