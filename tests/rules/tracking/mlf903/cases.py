import os

import mlflow

os.environ["MLFLOW_TRACKING_PASSWORD"] = "hunter2hunter2"  # expect: MLF903 "MLFLOW_TRACKING_PASSWORD"
os.environ["MLFLOW_TRACKING_TOKEN"] = "abcdef0123456789"  # expect: MLF903
os.environ["DATABRICKS_TOKEN"] = "dapi0123456789abcdef"  # expect: MLF903
os.environ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMIK7MDENGbPxRfiCYzzzz"  # expect: MLF903
os.environ.setdefault("MLFLOW_TRACKING_PASSWORD", "hunter2hunter2")  # expect: MLF903
os.putenv("MLFLOW_TRACKING_TOKEN", "abcdef0123456789")  # expect: MLF903
mlflow.set_tracking_uri("https://anna:hunter2@mlflow.example.org")  # expect: MLF903
os.environ.update({
    "MLFLOW_TRACKING_USERNAME": "anna",
    "MLFLOW_TRACKING_PASSWORD": "hunter2hunter2",  # expect: MLF903
})
MLFLOW_TRACKING_PASSWORD = "correct-horse"  # expect: MLF903
