import mlflow

text = "x = 1  # tracklint: ignore[MLF201]"
mlflow.set_experiment("a")
