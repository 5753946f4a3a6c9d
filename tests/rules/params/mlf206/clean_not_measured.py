"""Parameters that belong to a measurement without being its result."""
import lightgbm as lgb
import mlflow
import numpy as np
import optuna
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, f1_score, make_scorer, roc_curve
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.utils.class_weight import compute_class_weight


def names_of_metrics(model):
    with mlflow.start_run():
        mlflow.log_params({"eval_metric": "auc", "monitor": "val_loss", "loss": model.loss})


def which_model_won(features, target):
    models = {"ridge": Ridge(), "logistic": LogisticRegression()}
    scores = {name: cross_val_score(model, features, target).mean() for name, model in models.items()}
    winner = max(scores, key=scores.get)
    with mlflow.start_run():
        mlflow.log_param("model", winner)
        mlflow.log_metrics(scores)


def threshold_of_the_curve(model, features, target):
    false, true, thresholds = roc_curve(target, model.predict_proba(features)[:, 1])
    with mlflow.start_run():
        mlflow.log_param("threshold", float(thresholds[np.argmax(true - false)]))


def best_settings(objective):
    study = optuna.create_study()
    study.optimize(objective, n_trials=10)
    with mlflow.start_run():
        mlflow.log_params(study.best_params)
        mlflow.log_param("best_trial", study.best_trial.number)
        mlflow.log_metric("best_value", study.best_value)


def rounds_that_were_kept(train, valid):
    booster = lgb.train({"objective": "binary"}, train, valid_sets=[valid])
    with mlflow.start_run():
        mlflow.log_param("best_iteration", booster.best_iteration)


def weights_of_the_classes(target):
    weights = compute_class_weight("balanced", classes=np.unique(target), y=target)
    with mlflow.start_run():
        mlflow.log_param("class_weight", weights.tolist())


def goals(settings):
    with mlflow.start_run():
        mlflow.log_params({"target_accuracy": 0.95, "min_precision": settings.min_precision})


def scorer_by_name(features, target):
    scorer = make_scorer(f1_score, average="macro")
    with mlflow.start_run():
        mlflow.log_param("scorer", scorer)
        search = GridSearchCV(LogisticRegression(), {"C": [1, 2]}, scoring=scorer).fit(features, target)
        mlflow.log_param("C", search.best_params_["C"])


def decision(model, features, target):
    accuracy = accuracy_score(target, model.predict(features))
    with mlflow.start_run():
        mlflow.log_metric("accuracy", accuracy)
        mlflow.log_param("deployed", accuracy > 0.9)


def number_of_features(features, target):
    selector = SelectKBest(f_classif, k=10).fit(features, target)
    with mlflow.start_run():
        mlflow.log_param("selected", int(selector.get_support().sum()))


def sizes(features, target):
    with mlflow.start_run():
        mlflow.log_params({"rows": len(features), "positives": int(target.sum()), "mean": float(features.mean())})


def what_the_forest_knows(features, target):
    model = RandomForestClassifier(random_state=1).fit(features, target)
    with mlflow.start_run():
        mlflow.log_param("n_features_in", model.n_features_in_)
        mlflow.log_param("classes", list(model.classes_))
