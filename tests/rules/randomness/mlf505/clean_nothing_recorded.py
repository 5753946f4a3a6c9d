"""The tool that sets the seed records nothing; what is missing there is the run."""
import time

import mlflow
import numpy as np

np.random.seed(int(time.time()))
print(np.random.rand(), mlflow.__version__)
