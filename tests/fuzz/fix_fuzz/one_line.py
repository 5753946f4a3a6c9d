import mlflow; mlflow.start_run(); mlflow.log_param('a', 1); mlflow.log_param('a', 2)
if x: mlflow.start_run()
with mlflow.start_run(): mlflow.log_metric('m', 1); mlflow.end_run()