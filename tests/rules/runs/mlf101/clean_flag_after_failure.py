"""The flag that guards the start guards the end, also where starting failed and switched it off."""
import argparse

import mlflow
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--mlflow", action="store_true")
enabled = parser.parse_args().mlflow

if enabled:
    try:
        mlflow.set_experiment("prices")
        mlflow.start_run(run_name="ridge")
        mlflow.log_param("alpha", 0.5)
    except Exception as error:
        print("no tracking", error)
        enabled = False

model = Ridge(alpha=0.5).fit([[1.0], [2.0]], [1.0, 2.0])
if enabled:
    mlflow.log_metric("r2", model.score([[1.0], [2.0]], [1.0, 2.0]))
if enabled:
    mlflow.end_run()
