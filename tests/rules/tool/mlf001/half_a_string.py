import mlflow

mlflow.set_experiment("houses)  # expect: MLF001
mlflow.log_param("a", 1)
