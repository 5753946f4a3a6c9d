import mlflow
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from xgboost import XGBClassifier

mlflow.set_experiment("xgb-sklearn-autolog")
mlflow.xgboost.autolog(log_models=True, log_datasets=False, model_format="json")

X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1)

with mlflow.start_run(run_name="xgbc") as run:
    mlflow.set_tag("data", "iris")
    clf = XGBClassifier(n_estimators=5, max_depth=2, eval_metric="mlogloss", n_jobs=1)
    clf.fit(X_train, y_train, eval_set=[(X_test, y_test)], verbose=False)
    mlflow.log_metric("test_accuracy", clf.score(X_test, y_test))
