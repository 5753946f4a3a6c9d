import mlflow

mlflow.set_tracking_uri("http://mlflow.example.org:5000")
