"""Per-group errors from a groupby, known group names; summary statistics."""
import mlflow
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

REGIONS = ["north", "south", "west"]
rng = np.random.default_rng(11)
frame = pd.DataFrame({"region": np.repeat(REGIONS, 20), "x": rng.normal(size=60)})
frame["y"] = 2 * frame["x"] + rng.normal(scale=0.2, size=60)

mlflow.set_experiment("groups")
with mlflow.start_run(run_name="ols"):
    model = LinearRegression().fit(frame[["x"]], frame["y"])
    frame["error"] = (frame["y"] - model.predict(frame[["x"]])).abs()
    for region, part in frame.groupby("region"):
        mlflow.log_metric(f"mae_{region}", part["error"].mean())
    summary = frame["error"].describe()
    for name in ("mean", "std", "max"):
        mlflow.log_metric(f"error_{name}", summary[name])
    quantiles = {f"q{int(q * 100)}": float(frame["error"].quantile(q)) for q in (0.5, 0.9)}
    mlflow.log_metrics(quantiles)
    mlflow.log_params({"intercept": model.fit_intercept, "n_groups": len(REGIONS)})
