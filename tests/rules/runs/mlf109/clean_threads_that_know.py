"""Threads whose logging goes where it should, or that log nothing."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import mlflow
from mlflow import MlflowClient
from sklearn.linear_model import Ridge
from torch.utils.data import DataLoader


def by_run_id(run_id, index, score):
    mlflow.log_metric(f"fold_{index}", score, run_id=run_id)


def run_ids(scores):
    with mlflow.start_run() as run, ThreadPoolExecutor() as pool:
        for index, score in enumerate(scores):
            pool.submit(by_run_id, run.info.run_id, index, score)


def client_in_thread(client, run_id, value):
    client.log_metric(run_id, "value", value)


def with_client(values):
    client = MlflowClient()
    with mlflow.start_run() as run:
        for value in values:
            threading.Thread(target=client_in_thread, args=(client, run.info.run_id, value)).start()


def own_child(parent_id, alpha):
    with mlflow.start_run(parent_run_id=parent_id, run_name=f"alpha-{alpha}"):
        mlflow.log_param("alpha", alpha)


def children(alphas):
    with mlflow.start_run() as parent, ThreadPoolExecutor() as pool:
        for alpha in alphas:
            pool.submit(own_child, parent.info.run_id, alpha)


def only_computes(alpha, features, target):
    return alpha, Ridge(alpha=alpha).fit(features, target).score(features, target)


def results_are_logged_here(features, target):
    with mlflow.start_run(), ThreadPoolExecutor() as pool:
        jobs = [pool.submit(only_computes, alpha, features, target) for alpha in (0.1, 1.0)]
        for job in jobs:
            alpha, score = job.result()
            mlflow.log_metric(f"r2_{alpha}", score)


def thread_before_the_run():
    def warm_up():
        print("loading")

    worker = threading.Thread(target=warm_up)
    worker.start()
    with mlflow.start_run():
        mlflow.log_param("x", 1)
    worker.join()


async def coroutine(value):
    mlflow.log_metric("value", value)


async def same_thread(values):
    with mlflow.start_run():
        await asyncio.gather(*(coroutine(value) for value in values))


def loader_workers(dataset):
    with mlflow.start_run():
        for step, batch in enumerate(DataLoader(dataset, num_workers=4)):
            mlflow.log_metric("mean", float(batch.mean()), step=step)


def ordinary_map(values):
    def log(value):
        mlflow.log_metric("value", value)

    with mlflow.start_run():
        list(map(log, values))


def timer_prints():
    with mlflow.start_run():
        timer = threading.Timer(5, print, args=("still running",))
        timer.start()
        mlflow.log_param("x", 1)
        timer.cancel()


def whole_run_in_a_thread(features, target):
    def train():
        with mlflow.start_run():
            mlflow.log_param("alpha", 1.0)
            Ridge(alpha=1.0).fit(features, target)

    worker = threading.Thread(target=train)
    worker.start()
    worker.join()
