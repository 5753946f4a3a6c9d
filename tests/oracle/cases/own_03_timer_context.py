import mlflow
import numpy as np
from contextlib import ExitStack


class Stage:
    """Logs how many rows went in and came out of a stage."""

    def __init__(self, name):
        self.name = name
        self.rows_out = 0

    def __enter__(self):
        mlflow.set_tag(f"stage.{self.name}", "started")
        return self

    def __exit__(self, exc_type, exc, tb):
        mlflow.set_tag("stage." + self.name, "failed" if exc_type else "done")
        mlflow.log_metric(f"{self.name}_rows", self.rows_out)
        return exc_type is KeyError


mlflow.set_experiment("etl")
values = np.arange(50, dtype=float)
with ExitStack() as stack:
    run = stack.enter_context(mlflow.start_run(run_name="etl-nightly"))
    mlflow.log_param("n_input", len(values))
    with Stage("clean") as stage:
        values = values[values % 7 != 0]
        stage.rows_out = len(values)
    with Stage("scale") as stage:
        values = (values - values.mean()) / values.std()
        stage.rows_out = len(values)
    with Stage("lookup") as stage:
        {}["missing"]
        mlflow.log_metric("never_reached", 1)
    mlflow.log_metric("mean_after", float(values.mean().round(6)))
