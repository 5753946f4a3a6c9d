import mlflow

mlflow.set_experiment("spans")
