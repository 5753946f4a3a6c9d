import mlflow

with mlflow.start_run(run_name="parent"):
    for name in ("a", "b"):
        mlflow.set_experiment(f"exp-{name}")  # expect: MLF106
        with mlflow.start_run(nested=True):
            mlflow.log_param("name", name)
