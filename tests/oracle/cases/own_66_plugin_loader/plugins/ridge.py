import mlflow

from plugins import shared

ALPHA = 0.3


def run():
    from sklearn.linear_model import Ridge

    mlflow.log_param("alpha", ALPHA)
    shared.fit_and_log(Ridge(alpha=ALPHA))
