"""mlflow.autolog() with one flavor off, manual values around."""
import mlflow
import xgboost as xgb
from sklearn.datasets import load_diabetes
from sklearn.linear_model import BayesianRidge
from sklearn.model_selection import train_test_split

mlflow.xgboost.autolog(disable=True)
mlflow.autolog(log_models=False, silent=True)
mlflow.set_experiment("global-auto")
X, y = load_diabetes(return_X_y=True)
X_tr, X_te, y_tr, y_te = train_test_split(X, y, random_state=3)


def evaluate(model, tag):
    score = model.score(X_te, y_te)
    mlflow.log_metric(f"{tag}_r2", score)
    return score


with mlflow.start_run(run_name="bayes"):
    ridge = BayesianRidge(max_iter=50).fit(X_tr, y_tr)
    evaluate(ridge, "bayes")
with mlflow.start_run(run_name="xgb"):
    params = {"n_estimators": 10, "max_depth": 2, "learning_rate": 0.3}
    mlflow.log_params(params)
    booster = xgb.XGBRegressor(**params, n_jobs=1).fit(X_tr, y_tr)
    evaluate(booster, "xgb")
