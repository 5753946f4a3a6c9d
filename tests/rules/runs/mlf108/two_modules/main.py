import mlflow

from evaluate import evaluate

with mlflow.start_run():
    mlflow.log_param("n", 3)
evaluate([1, 2, 3])
