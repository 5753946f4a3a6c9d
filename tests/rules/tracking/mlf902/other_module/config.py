MLFLOW_URI = "http://localhost:5000"  # expect: MLF902
