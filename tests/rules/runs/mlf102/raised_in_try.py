import mlflow

mlflow.set_experiment("lessons")
run = mlflow.start_run()
mlflow.log_metric("loss", 0.5)
try:
    with mlflow.start_run(run_name="inner"):  # expect: MLF102
        mlflow.log_metric("loss", 0.3)
except Exception as error:
    print(error)
mlflow.end_run()

with mlflow.start_run():
    mlflow.log_metric("loss", 0.4)
