"""Optuna study; one nested run per trial, the best goes to the parent."""
import mlflow
import optuna
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.preprocessing import StandardScaler

optuna.logging.set_verbosity(optuna.logging.ERROR)
X, y = load_wine(return_X_y=True)
X = StandardScaler().fit_transform(X)


def objective(trial):
    with mlflow.start_run(nested=True, run_name=f"trial_{trial.number}"):
        params = {
            "C": trial.suggest_float("C", 1e-3, 10.0, log=True),
            "max_iter": trial.suggest_int("max_iter", 50, 200, step=50),
            "fit_intercept": trial.suggest_categorical("fit_intercept", [True, False]),
        }
        mlflow.log_params(params)
        score = cross_val_score(LogisticRegression(**params, tol=1e-2), X, y, cv=3).mean()
        mlflow.log_metric("cv_accuracy", score)
        trial.set_user_attr("score", score)
    return score


if __name__ == "__main__":
    mlflow.set_experiment("optuna-wine")
    with mlflow.start_run(run_name="study"):
        study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=3))
        study.optimize(objective, n_trials=4)
        mlflow.log_params({f"best_{k}": v for k, v in study.best_params.items()})
        mlflow.log_metric("best_cv_accuracy", study.best_value)
        mlflow.set_tags({"n_trials": len(study.trials), "sampler": type(study.sampler).__name__})
