import mlflow
import numpy as np
from sklearn.linear_model import Ridge

x = np.load("features.npy")  # expect: MLF403
y = np.load("target.npy")  # expect: MLF403
with mlflow.start_run():
    Ridge().fit(x, y)
