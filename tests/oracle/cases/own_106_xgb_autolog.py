"""xgboost.train with autolog and manual extras."""
import mlflow
import mlflow.xgboost
import xgboost as xgb
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

mlflow.xgboost.autolog(log_input_examples=False, importance_types=["gain"])
mlflow.set_experiment("xgb-auto")


def main():
    X, y = load_breast_cancer(return_X_y=True)
    X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.25, random_state=8)
    dtrain, dtest = xgb.DMatrix(X_tr, label=y_tr), xgb.DMatrix(X_te, label=y_te)
    params = {"objective": "binary:logistic", "eta": 0.3, "max_depth": 3, "eval_metric": ["logloss", "auc"], "nthread": 1}
    with mlflow.start_run(run_name="booster") as run:
        booster = xgb.train(params, dtrain, num_boost_round=6, evals=[(dtrain, "train"), (dtest, "valid")], verbose_eval=False)
        mlflow.log_metric("test_auc", roc_auc_score(y_te, booster.predict(dtest)))
        mlflow.set_tags({"booster": "gbtree", "run": run.info.run_id[:4]})


if __name__ == "__main__":
    main()
