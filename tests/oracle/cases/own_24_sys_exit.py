# oracle-rc: 3
import sys

import mlflow

LIMIT = 0.25


def quality_gate(error):
    if error > LIMIT:
        mlflow.set_tag("gate", "rejected")
        sys.exit(3)
    mlflow.set_tag("gate", "passed")


mlflow.set_experiment("gate")
mlflow.start_run(run_name="gated")
mlflow.log_param("limit", LIMIT)
for i, error in enumerate([0.1, 0.2, 0.4, 0.05]):
    mlflow.log_metric("error", error, step=i)
    quality_gate(error)
mlflow.log_metric("passed_all", 1)
mlflow.end_run()
