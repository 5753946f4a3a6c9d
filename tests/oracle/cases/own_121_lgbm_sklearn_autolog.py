"""LGBM scikit-learn interface with autolog, then a second model without."""
import lightgbm as lgb
import mlflow
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split

mlflow.lightgbm.autolog(log_models=False, log_datasets=False)
mlflow.set_experiment("lgbm-auto")
X, y = load_wine(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=5, stratify=y)


def fit(**params):
    model = lgb.LGBMClassifier(n_jobs=1, verbosity=-1, **params)
    model.fit(X_train, y_train, eval_set=[(X_test, y_test)], eval_names=["holdout"], eval_metric="multi_logloss")
    return model


with mlflow.start_run(run_name="auto"):
    model = fit(n_estimators=5, num_leaves=7)
    mlflow.log_metric("holdout_accuracy", model.score(X_test, y_test))

mlflow.lightgbm.autolog(disable=True)
with mlflow.start_run(run_name="by-hand"):
    model = fit(n_estimators=4, max_depth=3)
    mlflow.log_params({k: model.get_params()[k] for k in ("n_estimators", "max_depth", "learning_rate")})
    for step, loss in enumerate(model.evals_result_["holdout"]["multi_logloss"]):
        mlflow.log_metric("holdout_loss", loss, step=step)
    mlflow.log_metric("holdout_accuracy", model.score(X_test, y_test))
