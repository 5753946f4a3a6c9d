import mlflow
import optuna
from optuna_integration.mlflow import MLflowCallback
from sklearn.datasets import load_wine
from sklearn.model_selection import cross_val_score
from sklearn.tree import DecisionTreeClassifier

X, y = load_wine(return_X_y=True)
callback = MLflowCallback(tracking_uri=mlflow.get_tracking_uri(), metric_name="accuracy", mlflow_kwargs={"nested": True})


@callback.track_in_mlflow()
def objective(trial):
    depth = trial.suggest_int("max_depth", 1, 6)
    mlflow.log_param("library", "sklearn")
    score = cross_val_score(DecisionTreeClassifier(max_depth=depth, random_state=0), X, y).mean()
    mlflow.log_metric("std", 0.0)
    return score


study = optuna.create_study(study_name="trees", direction="maximize", sampler=optuna.samplers.RandomSampler(seed=0))
study.optimize(objective, n_trials=3, callbacks=[callback])
