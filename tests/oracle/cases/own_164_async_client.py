"""Coroutines that log while they wait."""
import asyncio

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression

CLIENT = MlflowClient()
STRENGTHS = {"weak": 10.0, "strong": 0.1}


async def fit(name, strength, experiment_id):
    run = CLIENT.create_run(experiment_id, run_name=name)
    run_id = run.info.run_id
    CLIENT.log_param(run_id, "C", strength)
    X, y = make_classification(200, random_state=3)
    for step in range(3):
        model = LogisticRegression(C=strength, max_iter=10 * (step + 1)).fit(X, y)
        CLIENT.log_metric(run_id, "accuracy", model.score(X, y), step=step)
        await asyncio.sleep(0)
    CLIENT.set_tag(run_id, "strength", name)
    CLIENT.set_terminated(run_id)
    return run_id


async def main():
    experiment = mlflow.set_experiment("async-logistic")
    ids = await asyncio.gather(*(fit(name, value, experiment.experiment_id) for name, value in STRENGTHS.items()))
    with mlflow.start_run(run_name="summary"):
        mlflow.log_param("children", len(ids))
        mlflow.log_dict({"runs": ids}, "runs.json")


asyncio.run(main())
