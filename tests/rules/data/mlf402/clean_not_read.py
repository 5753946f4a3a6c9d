import mlflow

EXAMPLE = "/home/anna/example.csv"
mlflow.set_experiment(EXAMPLE.replace("/", "-"))
