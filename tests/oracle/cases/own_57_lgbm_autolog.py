"""LightGBM with its own autolog, datasets included."""
import lightgbm as lgb
import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split


def main():
    mlflow.lightgbm.autolog(log_model_signatures=True, silent=True)
    mlflow.set_experiment("lgb-autolog")
    X, y = load_breast_cancer(return_X_y=True, as_frame=True)
    X_tr, X_va, y_tr, y_va = train_test_split(X, y, random_state=5)
    train = lgb.Dataset(X_tr, label=y_tr)
    valid = lgb.Dataset(X_va, label=y_va, reference=train)
    with mlflow.start_run(run_name="gbdt"):
        model = lgb.train(
            {"objective": "binary", "metric": "auc", "num_leaves": 5, "verbosity": -1, "num_threads": 1},
            train,
            num_boost_round=6,
            valid_sets=[valid],
            valid_names=["holdout"],
        )
        mlflow.log_metric("n_trees", model.num_trees())


if __name__ == "__main__":
    main()
