"""Values that look different and are not, or that speak of something else."""
import argparse

import lightgbm as lgb
import mlflow
import torch
import yaml
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC
from xgboost import XGBClassifier


def another_notation(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    with mlflow.start_run():
        mlflow.log_param("lr", "1e-3")
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def a_tuple_as_text(features, target):
    with mlflow.start_run():
        mlflow.log_param("hidden_layer_sizes", "(64, 32)")
        MLPClassifier(hidden_layer_sizes=(64, 32), random_state=1).fit(features, target)


def a_list_for_a_tuple(features, target):
    with mlflow.start_run():
        mlflow.log_param("hidden_layer_sizes", [64, 32])
        MLPClassifier(hidden_layer_sizes=(64, 32), random_state=1).fit(features, target)


def scaled_by_the_workers(batches, world_size, base_lr):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=base_lr * world_size)
    with mlflow.start_run():
        mlflow.log_param("lr", base_lr)
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def two_runs(features, target):
    with mlflow.start_run(run_name="first"):
        mlflow.log_param("C", 1.0)
        LogisticRegression(C=1.0).fit(features, target)
    with mlflow.start_run(run_name="second"):
        mlflow.log_param("C", 5.0)
        LogisticRegression(C=5.0).fit(features, target)


def read_from_the_model(features, target):
    model = RandomForestClassifier(n_estimators=250, random_state=1)
    with mlflow.start_run():
        mlflow.log_param("n_estimators", model.get_params()["n_estimators"])
        mlflow.log_param("max_depth", model.max_depth)
        model.fit(features, target)


def from_the_search(features, target):
    search = GridSearchCV(SVC(), {"C": [0.1, 1.0, 10.0]})
    with mlflow.start_run():
        search.fit(features, target)
        mlflow.log_param("C", search.best_params_["C"])
        final = SVC(**search.best_params_).fit(features, target)
        mlflow.log_metric("accuracy", final.score(features, target))


def rounds_that_were_kept(features, target, valid):
    model = XGBClassifier(n_estimators=1000, early_stopping_rounds=20)
    with mlflow.start_run():
        model.fit(features, target, eval_set=[valid])
        mlflow.log_param("n_estimators", model.best_iteration)


def either_value(fast, features, target):
    depth = 2 if fast else 12
    with mlflow.start_run():
        mlflow.log_param("max_depth", depth)
        RandomForestClassifier(max_depth=depth, random_state=1).fit(features, target)


def with_a_fallback(features, target):
    parser = argparse.ArgumentParser()
    parser.add_argument("--alpha", type=float)
    args = parser.parse_args()
    alpha = args.alpha or 1.0
    with mlflow.start_run():
        mlflow.log_param("alpha", alpha)
        Ridge(alpha=alpha).fit(features, target)


def same_entry_two_names(features, target):
    with open("params.yaml") as stream:
        config = yaml.safe_load(stream)
    model_config = config["model"]
    with mlflow.start_run():
        mlflow.log_param("alpha", config["model"]["alpha"])
        Ridge(alpha=model_config["alpha"]).fit(features, target)


def two_models_one_key(features, target):
    with mlflow.start_run():
        mlflow.log_param("learning_rate", 0.05)
        mlflow.log_param("xgb_learning_rate", 0.3)
        lgb.LGBMClassifier(learning_rate=0.05).fit(features, target)
        XGBClassifier(learning_rate=0.3).fit(features, target)


def rounded_for_reading(rate, features, target):
    with mlflow.start_run():
        mlflow.log_param("learning_rate", round(rate, 3))
        lgb.LGBMClassifier(learning_rate=rate).fit(features, target)


def given_at_the_fit(features, target):
    with mlflow.start_run():
        model = LogisticRegression(C=1.0)
        mlflow.log_param("C", 5.0)
        model.set_params(C=5.0)
        model.fit(features, target)
