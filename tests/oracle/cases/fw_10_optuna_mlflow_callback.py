import mlflow
import optuna
from optuna.integration.mlflow import MLflowCallback
from sklearn.datasets import load_digits
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.model_selection import cross_val_score

optuna.logging.set_verbosity(optuna.logging.WARNING)
X, y = load_digits(return_X_y=True)
X, y = X[:300], y[:300]


def objective(trial):
    n_estimators = trial.suggest_int("n_estimators", 5, 20)
    criterion = trial.suggest_categorical("criterion", ["gini", "entropy"])
    max_features = trial.suggest_float("max_features", 0.1, 1.0, log=True)
    model = ExtraTreesClassifier(n_estimators=n_estimators, criterion=criterion, max_features=max_features, random_state=0)
    score = cross_val_score(model, X, y, cv=3).mean()
    trial.set_user_attr("library", "sklearn")
    return score


mlflc = MLflowCallback(metric_name="cv_accuracy", mlflow_kwargs={"nested": True}, tag_study_user_attrs=True)

study = optuna.create_study(study_name="digits-trees", direction="maximize", sampler=optuna.samplers.TPESampler(seed=5))
study.set_user_attr("dataset", "digits")
study.optimize(objective, n_trials=3, callbacks=[mlflc])

with mlflow.start_run(run_name="best"):
    mlflow.log_params(study.best_params)
    mlflow.log_metric("best_cv_accuracy", study.best_value)
