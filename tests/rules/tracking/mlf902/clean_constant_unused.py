import mlflow

LOCAL = "http://localhost:5000"
mlflow.set_experiment("a")
