import mlflow

from evaluate import evaluate

with mlflow.start_run(run_name="pipeline"):
    mlflow.log_param("values", 3)
    evaluate([1, 2, 3])
