"""Each worker thread opens its own child of the parent run."""
from concurrent.futures import ThreadPoolExecutor

import mlflow
import numpy as np

DEGREES = [1, 2, 3]


def fit_degree(parent_id, degree):
    rng = np.random.default_rng(degree)
    x = np.linspace(-1, 1, 30)
    y = x**3 - x + rng.normal(0, 0.05, 30)
    with mlflow.start_run(run_name=f"poly{degree}", parent_run_id=parent_id):
        mlflow.log_param("degree", degree)
        coef = np.polyfit(x, y, degree)
        rmse = float(np.sqrt(np.mean((np.polyval(coef, x) - y) ** 2)))
        mlflow.log_metric("rmse", rmse)
    return degree, rmse


if __name__ == "__main__":
    mlflow.set_experiment("threads")
    with mlflow.start_run(run_name="sweep") as parent:
        mlflow.log_param("degrees", DEGREES)
        with ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(fit_degree, parent.info.run_id, d) for d in DEGREES]
            results = dict(f.result() for f in futures)
        best = min(results, key=results.get)
        mlflow.set_tag("best_degree", best)
        mlflow.log_metric("best_rmse", results[best])
