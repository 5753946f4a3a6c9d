import mlflow

with mlflow.start_run(run_name="search"):
    for depth in (2, 4):
        with mlflow.start_run(run_name=f"depth-{depth}"):  # expect: MLF102
            mlflow.log_param("max_depth", depth)
