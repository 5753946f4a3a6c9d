import sys

import mlflow

alpha = float(sys.argv[2])
with mlflow.start_run():
    mlflow.log_param("alpha", alpha)
