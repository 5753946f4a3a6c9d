"""Helpers; some code elsewhere opens the runs."""
import mlflow


def log_scores(scores):
    for name, value in scores.items():
        mlflow.log_metric(name, value)


def session(name):
    return mlflow.start_run(run_name=name)
