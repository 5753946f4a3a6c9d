import mlflow

from lib import record

mlflow.set_experiment("churn")
record(1)
