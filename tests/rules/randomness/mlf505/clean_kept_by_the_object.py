"""A class for others: the object keeps the seed, and whoever holds it may log it."""
import random

import mlflow
import numpy as np


class Session:
    def setup(self, session_id=None):
        self.seed = int(random.randint(150, 9000) if session_id is None else session_id)
        np.random.seed(self.seed)
        self.display = [["Session id", self.seed]]
        mlflow.set_experiment("sessions")
        with mlflow.start_run():
            mlflow.log_metric("noise", float(np.random.rand()))
