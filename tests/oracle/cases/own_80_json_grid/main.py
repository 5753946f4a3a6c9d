"""Runs every experiment of experiments.json; a broken one is recorded and skipped."""
import json
import traceback

import mlflow

from learners import LEARNERS


def run_spec(spec, defaults):
    params = {**defaults.get(spec["learner"], {}), **spec.get("params", {})}
    with mlflow.start_run(run_name=spec["id"], nested=True):
        mlflow.set_tag("learner", spec["learner"])
        mlflow.log_params(params)
        try:
            scores = LEARNERS[spec["learner"]](params)
        except Exception as exc:
            mlflow.set_tag("error", type(exc).__name__)
            mlflow.log_text(traceback.format_exc(), "error.txt")
            return None
        mlflow.log_metrics(scores)
        return scores["rmse"]


def main():
    with open("experiments.json") as f:
        book = json.load(f)
    mlflow.set_experiment(book["experiment"])
    with mlflow.start_run(run_name="batch"):
        losses = {spec["id"]: run_spec(spec, book["defaults"]) for spec in book["specs"] if spec.get("enabled", True)}
        done = {k: v for k, v in losses.items() if v is not None}
        mlflow.log_metric("n_done", len(done))
        mlflow.log_metric("n_failed", len(losses) - len(done))
        mlflow.set_tag("best", min(done, key=done.get))


if __name__ == "__main__":
    main()
