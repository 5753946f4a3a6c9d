import mlflow

for name in ("a", "b"):
    mlflow.set_experiment(name)
    with mlflow.start_run():
        mlflow.log_metric("a", 1)
