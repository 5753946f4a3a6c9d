import mlflow
from mlflow import MlflowClient, set_tracking_uri

mlflow.set_tracking_uri("http://localhost:5000")  # expect: MLF902
mlflow.set_tracking_uri("http://127.0.0.1:8080")  # expect: MLF902
mlflow.set_tracking_uri(uri="http://192.168.1.20:5000/")  # expect: MLF902 "IP address"
set_tracking_uri("https://10.0.0.7")  # expect: MLF902
mlflow.set_tracking_uri("http://0.0.0.0:5000")  # expect: MLF902
client = MlflowClient(tracking_uri="http://localhost:5001")  # expect: MLF902
other = MlflowClient("http://127.0.0.1:5002")  # expect: MLF902
mlflow.set_registry_uri("http://localhost:5003")
