"""sklearn autolog around a pipeline and GridSearchCV; manual tags and metrics after."""
import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.feature_selection import SelectKBest
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import Pipeline

mlflow.set_experiment("auto-grid")
mlflow.sklearn.autolog(max_tuning_runs=None, log_models=False, log_datasets=False, log_post_training_metrics=False)
X, y = load_breast_cancer(return_X_y=True)
X_tr, X_te, y_tr, y_te = train_test_split(X, y, random_state=12)
pipe = Pipeline(steps=[("select", SelectKBest(k=5)), ("nb", GaussianNB())])
with mlflow.start_run(run_name="grid", tags={"search": "grid"}):
    search = GridSearchCV(pipe, {"select__k": [3, 6]}, cv=3).fit(X_tr, y_tr)
    mlflow.log_metric("test_ap", average_precision_score(y_te, search.predict_proba(X_te)[:, 1]))
    mlflow.log_param("winner_k", search.best_estimator_.named_steps["select"].k)
mlflow.sklearn.autolog(disable=True)
with mlflow.start_run(run_name="plain"):
    nb = GaussianNB().fit(X_tr, y_tr)
    mlflow.log_params(nb.get_params())
    mlflow.log_metric("accuracy", nb.score(X_te, y_te))
