import mlflow
from zenml import step


@step
def evaluate(score: float) -> float:
    mlflow.log_metric("score", score)  # expect: MLF104
    return score
