import mlflow

with mlflow.start_run():
    with mlflow.start_run(nested=True):
        mlflow.log_param("alpha", 0.1)
    mlflow.log_metric("rmse", 0.7)
