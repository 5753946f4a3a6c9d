import mlflow
from zenml import step


@step(experiment_tracker="mlflow_tracker")
def train(rows: int) -> None:
    mlflow.log_param("rows", rows)
