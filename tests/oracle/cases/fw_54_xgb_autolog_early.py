import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split
from xgboost import XGBClassifier

mlflow.xgboost.autolog(log_models=False, log_datasets=False)
X, y = load_breast_cancer(return_X_y=True)
X_train, X_valid, y_train, y_valid = train_test_split(X, y, stratify=y, random_state=9)

with mlflow.start_run(run_name="early"):
    model = XGBClassifier(n_estimators=8, learning_rate=0.4, eval_metric="logloss", early_stopping_rounds=2)
    model.fit(X_train, y_train, eval_set=[(X_valid, y_valid)], verbose=False)
    mlflow.log_metric("valid_accuracy", model.score(X_valid, y_valid))
