"""A second run inside an open one: MLflow raises."""
import argparse

import hyperopt
import mlflow
import optuna
from hyperopt import fmin, hp, tpe
from mlflow import start_run
from sklearn.linear_model import ElasticNet, Lasso
from sklearn.model_selection import KFold


class Stage:
    name = "stage"

    def run(self, features, target):
        with mlflow.start_run(run_name=self.name):  # expect: MLF102
            mlflow.log_param("stage", self.name)
            self.step(features, target)

    def step(self, features, target):
        raise NotImplementedError


class Fit(Stage):
    name = "fit"

    def step(self, features, target):
        Lasso(alpha=0.1).fit(features, target)


def pipeline(features, target):
    with mlflow.start_run(run_name="pipeline"):
        for stage in (Fit(), Fit()):
            stage.run(features, target)


def cross_validate(features, target):
    parent = start_run(run_name="cv")
    for train, test in KFold(5).split(features):
        with start_run(run_name="fold"):  # expect: MLF102
            model = ElasticNet(alpha=0.2).fit(features[train], target[train])
            mlflow.log_metric("r2", model.score(features[test], target[test]))
    mlflow.end_run()
    return parent


def hyperopt_search(features, target):
    def loss(space):
        with mlflow.start_run():  # expect: MLF102
            mlflow.log_params(space)
            score = Lasso(**space).fit(features, target).score(features, target)
        return {"loss": -score, "status": hyperopt.STATUS_OK}

    with mlflow.start_run(run_name="hyperopt"):
        return fmin(loss, {"alpha": hp.uniform("alpha", 0, 1)}, algo=tpe.suggest, max_evals=20)


def optuna_search(features, target):
    def objective(trial):
        alpha = trial.suggest_float("alpha", 0.001, 1.0)
        run = mlflow.start_run(run_name=f"trial-{trial.number}")  # expect: MLF102
        mlflow.log_param("alpha", alpha)
        score = Lasso(alpha=alpha).fit(features, target).score(features, target)
        mlflow.end_run()
        return score

    with mlflow.start_run(run_name="study"):
        optuna.create_study(direction="maximize").optimize(objective, n_trials=20)


def resumes_another(run_id):
    with mlflow.start_run(run_name="evaluation"):
        with mlflow.start_run(run_id=run_id):  # expect: MLF102
            mlflow.log_metric("auc", 0.9)


def after_a_logged_param(args):
    mlflow.log_params(vars(args))
    with mlflow.start_run(run_name="train"):  # expect: MLF102
        mlflow.log_metric("loss", 0.1)


def settings(**more):
    return {"run_name": "inner", "tags": {"kind": "inner"}, **more}


def from_a_dict():
    with mlflow.start_run(**settings()):
        with mlflow.start_run(**settings(description="again")):  # expect: MLF102
            mlflow.log_param("x", 1)


def report(name):
    with mlflow.start_run(run_name=name, log_system_metrics=True):  # expect: MLF102
        mlflow.log_artifact("report.html")


def stop_early(scores):
    run = mlflow.start_run(run_name="stream")
    for index, score in enumerate(scores):
        if score < 0.5:
            with mlflow.start_run(run_name=f"drop-{index}", nested=False):  # expect: MLF102
                mlflow.log_metric("score", score)
    mlflow.end_run()
    return run


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", default="a")
    args = parser.parse_args()
    try:
        mlflow.start_run(run_name=args.name)
        mlflow.log_params(vars(args))
        report(f"{args.name}-report")
    finally:
        mlflow.end_run()


if __name__ == "__main__":
    main()
