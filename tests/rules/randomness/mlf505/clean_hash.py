import mlflow
import numpy as np

np.random.seed(len("a fixed text"))
mlflow.set_experiment("a")
