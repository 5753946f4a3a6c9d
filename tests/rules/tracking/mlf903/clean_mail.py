import mlflow

mlflow.set_experiment("contact: anna@example.org")
