"""Clocks that make no seed, seeds that are recorded, and seeds that are the same each time."""
import random
import time
import zlib
from datetime import datetime

import mlflow
import numpy as np
from sklearn.ensemble import RandomForestClassifier


def name_of_the_run():
    np.random.seed(3)
    with mlflow.start_run(run_name=f"run-{datetime.now():%H%M}"):
        mlflow.log_metric("noise", np.random.rand())


def duration(features, target):
    start = time.time()
    with mlflow.start_run():
        RandomForestClassifier(random_state=1).fit(features, target)
        mlflow.log_metric("seconds", time.time() - start)


def recorded():
    seed = int(time.time())
    np.random.seed(seed)
    with mlflow.start_run():
        mlflow.log_param("seed", seed)
        mlflow.log_metric("noise", np.random.rand())


def recorded_as_a_tag():
    seed = time.time_ns() % 2**32
    random.seed(seed)
    with mlflow.start_run():
        mlflow.set_tag("seed", seed)
        mlflow.log_metric("noise", random.random())


def recorded_in_a_mapping(features, target):
    params = {"random_state": int(time.time()), "n_estimators": 50}
    with mlflow.start_run():
        mlflow.log_params(params)
        RandomForestClassifier(**params).fit(features, target)


def drawn_from_a_seeded_generator(features, target):
    random.seed(11)
    with mlflow.start_run():
        RandomForestClassifier(random_state=random.randint(0, 100)).fit(features, target)


def from_a_text():
    np.random.seed(zlib.crc32(b"experiment-3"))
    with mlflow.start_run():
        mlflow.log_metric("noise", np.random.rand())


def given(seed):
    np.random.seed(seed)
    with mlflow.start_run():
        mlflow.log_metric("noise", np.random.rand())


def file_with_the_time(model):
    with mlflow.start_run():
        mlflow.log_text(str(model), f"{time.time()}.txt")


def year_as_a_number(rows):
    random.seed(2024)
    with mlflow.start_run():
        mlflow.log_param("year", datetime.now().year)
        mlflow.log_param("first", random.choice(rows))


def waits():
    np.random.seed(5)
    with mlflow.start_run():
        time.sleep(np.random.rand())
        mlflow.log_metric("done", 1)
