import mlflow
from prefect import flow, task


@task
def train():
    mlflow.log_param("alpha", 1)  # expect: MLF104


@flow
def pipeline():
    train()


pipeline()
