import getpass
import os

import mlflow

password = os.environ["DB_PASSWORD"]
os.environ["MLFLOW_TRACKING_PASSWORD"] = os.environ["CI_PASSWORD"]
os.environ["MLFLOW_TRACKING_TOKEN"] = getpass.getpass()
os.environ["MLFLOW_TRACKING_USERNAME"] = "anna"
os.environ["MLFLOW_TRACKING_PASSWORD"] = ""
os.environ["MLFLOW_TRACKING_TOKEN"] = password
os.environ["AWS_ACCESS_KEY_ID_NAME"] = "name"
mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_tracking_uri(f"https://anna:{password}@mlflow.example.org")
mlflow.set_tracking_uri("https://anna@mlflow.example.org")
mlflow.set_tracking_uri("https://mlflow.example.org/path@v1:2")
os.environ["MLFLOW_EXPERIMENT_NAME"] = "token-prediction"
# os.environ["MLFLOW_TRACKING_PASSWORD"] = "hunter2hunter2"
