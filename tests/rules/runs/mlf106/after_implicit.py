import mlflow

mlflow.log_param("seed", 1)
mlflow.set_experiment("late")  # expect: MLF106
