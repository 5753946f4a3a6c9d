import mlflow
import numpy as np
from sklearn.metrics import log_loss, mean_squared_error


def twice_the_root(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("mse", np.sqrt(mean_squared_error(target, predicted)))  # expect: MLF305
        mlflow.log_metric("logloss", log_loss(target, predicted))
