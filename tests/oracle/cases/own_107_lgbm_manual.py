"""lightgbm with a recorded evaluation, logged curve by curve."""
import lightgbm as lgb
import mlflow
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split

CONFIG = dict(
    lgb=dict(objective="regression", metric=["l1", "l2"], num_leaves=7, learning_rate=0.2, verbosity=-1, seed=1, num_threads=1),
    rounds=8,
)


def train(config):
    X, y = load_diabetes(return_X_y=True)
    X_tr, X_va, y_tr, y_va = train_test_split(X, y, random_state=4)
    train_set = lgb.Dataset(X_tr, y_tr)
    valid_set = lgb.Dataset(X_va, y_va, reference=train_set)
    history = {}
    booster = lgb.train(
        config["lgb"],
        train_set,
        num_boost_round=config["rounds"],
        valid_sets=[train_set, valid_set],
        valid_names=["train", "valid"],
        callbacks=[lgb.record_evaluation(history)],
    )
    return booster, history


mlflow.set_experiment("lgb-manual")
with mlflow.start_run(run_name="l1-l2"):
    mlflow.log_params(CONFIG["lgb"])
    mlflow.log_param("rounds", CONFIG["rounds"])
    booster, history = train(CONFIG)
    for dataset, curves in history.items():
        for metric, values in curves.items():
            for i, value in enumerate(values):
                mlflow.log_metric(f"{dataset}_{metric}", value, step=i)
    mlflow.log_metric("n_trees", booster.num_trees())
    mlflow.lightgbm.log_model(booster, name="booster", input_example=None)
