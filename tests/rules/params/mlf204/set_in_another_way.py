import lightgbm as lgb
import mlflow
import optuna
from mlflow import MlflowClient
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression


def by_the_client(features, target, experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    client.log_param(run.info.run_id, "learning_rate", 0.1)  # expect: MLF204 "learning_rate"
    GradientBoostingClassifier(learning_rate=0.05, random_state=1).fit(features, target)


def set_later(features, target):
    model = LogisticRegression(C=1.0)
    with mlflow.start_run():
        mlflow.log_param("C", 1.0)  # expect: MLF204 "C"
        model.set_params(C=5.0)
        model.fit(features, target)


def objective(trial):
    rate = trial.suggest_float("learning_rate", 0.001, 0.3)
    floor = trial.suggest_float("min_split_gain", 0.001, 0.3)
    with mlflow.start_run(nested=True):
        mlflow.log_param("learning_rate", floor)  # expect: MLF204 "learning_rate"
        mlflow.log_param("min_split_gain", floor)
        return lgb.LGBMClassifier(learning_rate=rate, min_split_gain=floor).fit([[1], [2]], [0, 1]).score([[1]], [0])


def study():
    optuna.create_study().optimize(objective, n_trials=5)
