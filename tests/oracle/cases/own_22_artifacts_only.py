"""Parameters recorded as a file, not as params."""
import json
import pathlib

import matplotlib

matplotlib.use("Agg")
from matplotlib.figure import Figure
import mlflow
import pandas as pd

out = pathlib.Path("report")
out.mkdir(parents=True, exist_ok=True)
config = {"window": 5, "method": "median", "thresholds": [0.1, 0.5]}

mlflow.set_experiment("reports")
with mlflow.start_run(run_name="report-only"):
    mlflow.log_dict(config, "config.yaml")
    mlflow.log_text(json.dumps(config, indent=2), artifact_file="config/config.json")
    s = pd.Series([1, 5, 2, 8, 3, 9, 4]).rolling(config["window"]).median()
    (out / "series.csv").write_text(s.to_csv())
    (out / "README.txt").write_text("rolling median")
    mlflow.log_artifact(out / "series.csv")
    mlflow.log_artifacts(out, artifact_path="full")
    fig = Figure()
    fig.subplots().plot(s.values)
    mlflow.log_figure(fig, f"plots/{config['method']}_{config['window']}.png")
    mlflow.log_table({"x": [1, 2], "y": [3, 4]}, artifact_file="tables/xy.json")
    mlflow.log_metric("missing", int(s.isna().sum()))
