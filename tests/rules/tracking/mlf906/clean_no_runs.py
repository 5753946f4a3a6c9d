import mlflow

mlflow.set_tracking_uri("file:./mlruns")
print(mlflow.get_tracking_uri())
