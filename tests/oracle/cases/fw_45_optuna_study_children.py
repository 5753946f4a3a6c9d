import mlflow
import optuna
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

optuna.logging.set_verbosity(optuna.logging.WARNING)
X, y = load_iris(return_X_y=True)


def log_trial(study, trial):
    with mlflow.start_run(run_name=f"trial-{trial.number}", nested=True):
        mlflow.log_params(trial.params)
        mlflow.log_metric("cv_accuracy", trial.value)
        mlflow.set_tag("state", trial.state.name)


def objective(trial):
    c = trial.suggest_float("C", 1e-2, 10.0, log=True)
    return cross_val_score(LogisticRegression(C=c, max_iter=500), X, y, cv=3).mean()


with mlflow.start_run(run_name="search"):
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(objective, n_trials=3, callbacks=[log_trial])
    mlflow.log_params({f"best_{name}": value for name, value in study.best_params.items()})
    mlflow.log_metric("best_accuracy", study.best_value)
