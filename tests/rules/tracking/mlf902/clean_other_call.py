import mlflow
import requests

requests.get("http://localhost:5000")
mlflow.set_experiment("a")
