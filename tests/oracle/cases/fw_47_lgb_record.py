import lightgbm as lgb
import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

X, y = load_breast_cancer(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=4)
history = {}
params = dict(objective="binary", metric=["auc", "binary_logloss"], num_leaves=7, verbose=-1)

with mlflow.start_run(run_name="curves"):
    train_set = lgb.Dataset(X_train, y_train)
    booster = lgb.train(
        params,
        train_set,
        num_boost_round=5,
        valid_sets=[lgb.Dataset(X_test, y_test, reference=train_set)],
        valid_names=["holdout"],
        callbacks=[lgb.record_evaluation(history)],
    )
    mlflow.log_params({k: v for k, v in params.items() if k != "metric"})
    for step, value in enumerate(history["holdout"]["auc"]):
        mlflow.log_metric("holdout_auc", value, step=step)
    mlflow.log_metric("final_logloss", history["holdout"]["binary_logloss"][-1])
