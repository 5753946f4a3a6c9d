import sys
from datetime import datetime

import mlflow

with mlflow.start_run(run_name="baseline"):
    mlflow.log_param("alpha", 1)

with mlflow.start_run(run_name=f"run-{datetime.now():%Y%m%d}"):
    mlflow.log_param("alpha", 1)

with mlflow.start_run(run_id=sys.argv[1]):
    mlflow.log_param("alpha", 1)

with mlflow.start_run():
    mlflow.set_tag("mlflow.runName", "named-later")

with mlflow.start_run(None, None, "positional-name"):
    mlflow.log_param("alpha", 1)

options = {"run_name": "from-dict"}
with mlflow.start_run(**options):
    mlflow.log_param("alpha", 1)
