"""Seeds that differ each time and that no run records."""
import os
import random
import secrets
import time
import uuid
from datetime import datetime

import mlflow
import numpy as np
import torch
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split


def forest(features, target):
    with mlflow.start_run():
        model = RandomForestClassifier(random_state=int(time.time()))  # expect: MLF505
        mlflow.log_metric("accuracy", model.fit(features, target).score(features, target))


def urandom(features):
    seed = int.from_bytes(os.urandom(4), "big")
    np.random.seed(seed)  # expect: MLF505
    with mlflow.start_run():
        mlflow.log_metric("mean", float(np.random.permutation(features).mean()))


def nanoseconds():
    generator = np.random.default_rng(time.time_ns())  # expect: MLF505
    with mlflow.start_run():
        mlflow.log_metric("noise", generator.normal())


class Trainer:
    def __init__(self):
        self.seed = secrets.randbelow(2**31)
        torch.manual_seed(self.seed)  # expect: MLF505

    def run(self):
        with mlflow.start_run():
            mlflow.log_metric("noise", torch.rand(1).item())


def trainer():
    Trainer().run()


def day_and_time(rows):
    random.seed(datetime.now().timestamp())  # expect: MLF505
    with mlflow.start_run():
        mlflow.log_param("first", random.choice(rows))


def unique(rows):
    random.seed(uuid.uuid4().int)  # expect: MLF505
    with mlflow.start_run():
        mlflow.log_param("first", random.choice(rows))


def everywhere(seed):
    random.seed(seed)  # expect: MLF505


def through_a_helper(rows):
    everywhere(int(time.time() * 1000))
    with mlflow.start_run():
        mlflow.log_param("first", random.choice(rows))


def split(features, target):
    with mlflow.start_run():
        parts = train_test_split(features, target, random_state=int(time.time()) % 1000)  # expect: MLF505
        mlflow.log_metric("rows", len(parts[0]))
