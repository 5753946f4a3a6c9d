import mlflow

# tracklint is a tool; ignore this sentence about tracklint
mlflow.set_experiment("a")
