"""Walk-forward evaluation with statsmodels."""
import mlflow
import numpy as np
import pandas as pd
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.holtwinters import SimpleExpSmoothing


def series(n=60):
    generator = np.random.default_rng(5)
    return pd.Series(np.cumsum(generator.normal(size=n)) + 10, name="demand")


def arima(history, order):
    return ARIMA(history, order=order).fit().forecast(1).iloc[0]


def smoothing(history, level):
    return SimpleExpSmoothing(history, initialization_method="estimated").fit(smoothing_level=level).forecast(1).iloc[0]


CANDIDATES = [
    ("arima", arima, {"order": (1, 0, 0)}),
    ("arima", arima, {"order": (0, 1, 1)}),
    ("smoothing", smoothing, {"level": 0.4}),
]


def backtest(values, forecaster, options, start=55):
    errors = []
    for step, end in enumerate(range(start, len(values))):
        error = abs(forecaster(values[:end], **options) - values.iloc[end])
        mlflow.log_metric("abs_error", error, step=step)
        errors.append(error)
    return {"mae": float(np.mean(errors)), "worst": float(max(errors))}


def main():
    values = series()
    mlflow.set_experiment("demand-forecast")
    with mlflow.start_run(run_name="backtest") as parent:
        mlflow.log_params({"points": len(values), "candidates": len(CANDIDATES)})
        scores = {}
        for index, (kind, forecaster, options) in enumerate(CANDIDATES):
            with mlflow.start_run(run_name=f"{kind}-{index}", nested=True):
                mlflow.log_param("kind", kind)
                mlflow.log_params({f"{kind}_{name}": value for name, value in options.items()})
                result = backtest(values, forecaster, options)
                mlflow.log_metrics(result)
                scores[index] = result["mae"]
        winner = min(scores, key=scores.get)
        mlflow.set_tag("winner", winner)
        mlflow.log_metric("best_mae", scores[winner])


main()
