"""What one study suggested says nothing of the winner of another."""
import mlflow
import optuna
from lightgbm import LGBMClassifier
from sklearn.linear_model import LogisticRegression


def linear(trial):
    strength = trial.suggest_float("C", 0.1, 1.0)
    with mlflow.start_run(nested=True):
        mlflow.log_params(trial.params)
        return LogisticRegression(C=strength).fit([[1], [2]], [0, 1]).score([[1]], [0])


def trees(trial):
    leaves = trial.suggest_int("num_leaves", 8, 64)  # expect: MLF201 "num_leaves"
    with mlflow.start_run(nested=True):
        mlflow.log_params(trial.params)
        return LGBMClassifier(num_leaves=leaves).fit([[1], [2]], [0, 1]).score([[1]], [0])


first = optuna.create_study()
first.optimize(linear, n_trials=5)
second = optuna.create_study()
second.optimize(trees, n_trials=5)
with mlflow.start_run():
    model = LGBMClassifier(**second.best_params).fit([[1], [2]], [0, 1])
    mlflow.log_metric("score", model.score([[1]], [0]))
