import mlflow
import optuna
import xgboost as xgb
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split

optuna.logging.disable_default_handler()
X, y = load_diabetes(return_X_y=True)
X_tr, X_va, y_tr, y_va = train_test_split(X, y, random_state=6)


class Champion:
    """Study callback: logs whenever the best value improves."""

    def __init__(self, metric):
        self.metric = metric
        self.best = float("inf")

    def __call__(self, study, trial):
        if study.best_value < self.best:
            self.best = study.best_value
            mlflow.log_metric(f"champion_{self.metric}", self.best, step=trial.number)
        mlflow.log_metric(self.metric, trial.value, step=trial.number)


def objective(trial):
    params = dict(max_depth=trial.suggest_int("max_depth", 2, 5), learning_rate=trial.suggest_float("learning_rate", 0.05, 0.4))
    model = xgb.XGBRegressor(n_estimators=15, random_state=0, n_jobs=1, **params)
    model.fit(X_tr, y_tr)
    return float(abs(model.predict(X_va) - y_va).mean())


mlflow.set_experiment("optuna-callback")
with mlflow.start_run(run_name="champions") as run:
    study = optuna.create_study(study_name="xgb-mae", sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(objective, n_trials=5, callbacks=[Champion("mae")])
    mlflow.log_param("study", study.study_name)
    for key, value in study.best_trial.params.items():
        mlflow.log_param("best." + key, value)
    best = xgb.XGBRegressor(n_estimators=15, random_state=0, n_jobs=1, **study.best_params).fit(X_tr, y_tr)
    mlflow.xgboost.log_model(best, name="champion", input_example=X_va[:2], model_format="json")
