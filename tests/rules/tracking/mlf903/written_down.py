"""Credentials in the code; none of them is a real one."""
import os

import boto3
import mlflow
from mlflow import MlflowClient, set_tracking_uri

mlflow.set_tracking_uri("https://anna:s3cr3t-Pa55@mlflow.example.org")  # expect: MLF903
os.environ["MLFLOW_TRACKING_TOKEN"] = "q7Zx81LmPw0c9TnV"  # expect: MLF903
os.environ["DATABRICKS_TOKEN"] = "dapi0123456789abcdef0123456789abcdef"  # expect: MLF903
os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzzzzzKEY")  # expect: MLF903
os.environ.update({"MLFLOW_TRACKING_PASSWORD": "tr0ub4dor-3"})  # expect: MLF903

PASSWORD = "hunter22-hunter"  # expect: MLF903


def connect(host):
    os.environ["MLFLOW_TRACKING_USERNAME"] = "anna"
    os.environ["MLFLOW_TRACKING_PASSWORD"] = PASSWORD
    set_tracking_uri(f"https://anna:Gr8-secret@{host}/mlflow")  # expect: MLF903


def store():
    return MlflowClient("postgresql://mlflow:Pa55word1@db.example.org/mlflow")  # expect: MLF903


def azure():
    os.putenv("AZURE_STORAGE_ACCESS_KEY", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==")  # expect: MLF903


def s3():
    return boto3.client("s3", aws_secret_access_key="wJalrXUtnFEMIK7MDENGbPxRfiCYyyyyyyyyKEY")  # expect: MLF903


connect("mlflow.example.org")
store()
azure()
s3()
