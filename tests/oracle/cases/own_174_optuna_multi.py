"""Two objectives, attributes of trials, one run per trial by hand."""
import mlflow
import optuna
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import cross_val_score

optuna.logging.set_verbosity(optuna.logging.ERROR)
X, y = load_digits(return_X_y=True)


def suggest(trial):
    space = {
        "alpha": trial.suggest_float("alpha", 1e-5, 1e-1, log=True),
        "penalty": trial.suggest_categorical("penalty", ["l2", "l1"]),
    }
    if space["penalty"] == "l1":
        space["l1_ratio"] = trial.suggest_float("l1_ratio", 0.1, 0.9)
    return space


def objective(trial):
    params = suggest(trial)
    with mlflow.start_run(run_name=f"trial-{trial.number}", nested=True):
        mlflow.log_params(trial.params)
        model = SGDClassifier(random_state=0, max_iter=20, tol=None, **params)
        score = cross_val_score(model, X, y, cv=2).mean()
        model.fit(X, y)
        used = float((abs(model.coef_) > 1e-8).mean())
        trial.set_user_attr("coefficients", model.coef_.size)
        mlflow.log_metrics({"accuracy": score, "share_used": used})
        return score, used


def main():
    mlflow.set_experiment("pareto")
    study = optuna.create_study(directions=["maximize", "minimize"], sampler=optuna.samplers.TPESampler(seed=1))
    with mlflow.start_run(run_name="study"):
        study.optimize(objective, n_trials=4)
        mlflow.log_metric("pareto_size", len(study.best_trials))
        for index, trial in enumerate(study.best_trials[:1]):
            mlflow.log_params({f"pareto{index}_{k}": v for k, v in trial.params.items()})
        mlflow.set_tags({"sampler": study.sampler.__class__.__name__, "trials": len(study.trials)})


main()
