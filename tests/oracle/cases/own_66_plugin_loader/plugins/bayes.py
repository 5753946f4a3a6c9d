import mlflow
from sklearn.linear_model import ARDRegression

from .shared import fit_and_log


def run():
    model = fit_and_log(ARDRegression(max_iter=20))
    mlflow.log_metric("alpha_", model.alpha_)
    mlflow.log_param("max_iter", 20)
