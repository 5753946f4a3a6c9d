MLFLOW_URI = "http://localhost:5000"
