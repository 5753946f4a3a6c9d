"""Native XGBoost training, history logged by hand."""
import mlflow
import mlflow.xgboost
import xgboost as xgb
from mlflow.models.signature import infer_signature
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

PARAMS = {"objective": "binary:logistic", "eval_metric": ["logloss", "error"], "max_depth": 2, "eta": 0.4, "seed": 7, "nthread": 1}
ROUNDS = 6

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X_tr, X_va, y_tr, y_va = train_test_split(X, y, test_size=0.3, random_state=7)
dtrain, dvalid = xgb.DMatrix(X_tr, y_tr), xgb.DMatrix(X_va, y_va)

mlflow.set_experiment("xgb-native")
with mlflow.start_run(run_name="booster"):
    mlflow.log_params(PARAMS)
    mlflow.log_param("num_boost_round", ROUNDS)
    evals_result = {}
    booster = xgb.train(PARAMS, dtrain, ROUNDS, evals=[(dtrain, "train"), (dvalid, "valid")], evals_result=evals_result, verbose_eval=0)
    for split, curves in evals_result.items():
        for metric, values in curves.items():
            for i, v in enumerate(values):
                mlflow.log_metric(f"{split}-{metric}", v, step=i)
    importance = booster.get_score(importance_type="weight")
    mlflow.log_dict(importance, "importance.json")
    mlflow.log_metric("n_used_features", len(importance))
    mlflow.xgboost.log_model(booster, name="booster", signature=infer_signature(X_va, booster.predict(dvalid)), model_format="ubj")
