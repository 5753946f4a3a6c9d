import mlflow
if True: mlflow.set_experiment("a"); mlflow.log_param("x", 1)
