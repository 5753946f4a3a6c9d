import mlflow

with mlflow.start_run():
    for depth in (2, 4):
        with mlflow.start_run(nested=True):
            mlflow.log_param("depth", depth)
