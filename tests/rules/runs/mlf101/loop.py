import mlflow

for depth in [2, 4, 8]:
    mlflow.start_run()  # expect: MLF101
    mlflow.log_param("depth", depth)
