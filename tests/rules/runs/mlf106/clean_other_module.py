import experiments
import mlflow

with mlflow.start_run():
    experiments.set_experiment("x")
    mlflow.log_param("a", 1)
