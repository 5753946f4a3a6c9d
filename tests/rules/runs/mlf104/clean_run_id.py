import sys

import mlflow

mlflow.log_metric("value", 1, run_id=sys.argv[1])
