import mlflow
import numpy as np

np.random.seed(1)
mlflow.set_experiment("a")
