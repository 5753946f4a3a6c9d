"""The code that sets the seed records nothing; what is missing there is the run."""
import random

import mlflow
import numpy as np
from sklearn.ensemble import RandomForestClassifier


class Experiment:
    def setup(self, session_id=None):
        self.seed = int(random.randint(150, 9000) if session_id is None else session_id)
        np.random.seed(self.seed)
        return self

    def fit(self, x, y):
        return RandomForestClassifier(random_state=self.seed).fit(x, y)


mlflow.set_tracking_uri("https://mlflow.example.org")
Experiment().setup().fit([[1.0], [2.0]], [0, 1])
