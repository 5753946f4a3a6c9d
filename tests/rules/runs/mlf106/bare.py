import mlflow

mlflow.start_run()
mlflow.set_experiment("late")  # expect: MLF106
mlflow.log_metric("a", 1)
mlflow.end_run()
