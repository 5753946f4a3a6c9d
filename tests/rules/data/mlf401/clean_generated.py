import mlflow
import numpy as np
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(1)
x = rng.normal(size=(100, 2))
y = x @ np.array([1.0, 2.0])
with mlflow.start_run():
    LinearRegression().fit(x, y)
