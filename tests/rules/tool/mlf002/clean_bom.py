import mlflow

mlflow.set_experiment("a")
