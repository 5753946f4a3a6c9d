import mlflow

from lib import record

with mlflow.start_run():
    record(1)
