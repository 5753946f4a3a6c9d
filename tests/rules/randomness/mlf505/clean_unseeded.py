import mlflow
import numpy as np

np.random.seed()
mlflow.set_experiment("a")
